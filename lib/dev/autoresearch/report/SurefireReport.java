package dev.autoresearch.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * JUnit's XML as Surefire writes it: the time of a test case in seconds, one sample; the repetitions of a repeated test
 * are samples of one. A document type is refused, so that no entity of a file is ever looked up.
 */
final class SurefireReport {
    private final ReportFile file;
    private final Map<String, ReportedBenchmark> found = new LinkedHashMap<>();
    private Optional<ReportedBenchmark> testcase = Optional.empty();
    private int depth;

    private SurefireReport(ReportFile file) {
        this.file = file;
    }

    static List<ReportedBenchmark> read(ReportFile file) {
        return new SurefireReport(file).read();
    }

    private List<ReportedBenchmark> read() {
        try (var in = file.open()) {
            var xml = factory().createXMLStreamReader(in);
            while (xml.hasNext()) take(xml, xml.next());
            return new ArrayList<>(found.values());
        } catch (XMLStreamException e) {
            // The parser has no exception of its own for an early end, only this sentence.
            boolean ended = depth > 0 && String.valueOf(e.getMessage()).contains("must start and end within the same");
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw (ended ? file.truncated() : file.notThisFormat("it is not XML (line " + line + ")")).because(e);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private void take(XMLStreamReader xml, int event) {
        if (event == XMLStreamConstants.DTD) throw file.notThisFormat("it has a document type");
        if (event == XMLStreamConstants.START_ELEMENT) {
            begin(xml);
            depth++;
        }
        if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
            if (xml.getLocalName().equals("testcase")) end();
        }
    }

    private void begin(XMLStreamReader xml) {
        var element = xml.getLocalName();
        if (depth == 0 && !element.equals("testsuite") && !element.equals("testsuites"))
            throw file.notThisFormat("it is XML about something else");
        switch (element) {
            case "testcase" -> testcase = Optional.of(testcase(xml));
            case "failure", "error" ->
                fail(element.equals("error") ? "the test ended in an error" : "the test failed", xml);
            case "skipped" -> testcase = testcase.map(it -> it.failed("the test was skipped"));
            default -> {
                // output, properties and reruns say nothing about time
            }
        }
    }

    private void fail(String what, XMLStreamReader xml) {
        var message = attribute(xml, "message");
        testcase = testcase.map(it -> it.failed(message.isEmpty() ? what : what + ": " + message));
    }

    private void end() {
        testcase.ifPresent(it -> found.merge(it.key(), it, ReportedBenchmark::and));
        testcase = Optional.empty();
    }

    private static ReportedBenchmark testcase(XMLStreamReader xml) {
        var type = attribute(xml, "classname");
        var name = withoutRepetition(attribute(xml, "name"));
        var key = type.isEmpty() ? name : type + "." + name;
        return ReportedBenchmark.main(key, "s", List.of(seconds(attribute(xml, "time"))));
    }

    /** {@code again()[2]} is the second repetition of {@code again}; {@code size(int)[2]} is another argument. */
    private static String withoutRepetition(String name) {
        int at = name.lastIndexOf("()[");
        return at > 0 && name.endsWith("]") ? name.substring(0, at) : name;
    }

    /** Surefire groups thousands: {@code 1,234.5}. NaN for what is no number. */
    private static double seconds(String text) {
        try {
            return Double.parseDouble(text.replace(",", ""));
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    private static String attribute(XMLStreamReader xml, String name) {
        return Optional.ofNullable(xml.getAttributeValue(null, name)).orElse("");
    }
}
