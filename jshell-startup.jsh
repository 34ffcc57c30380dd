import static dev.autoresearch.Dsl.*;
import dev.autoresearch.*;
import dev.autoresearch.model.*;
import java.util.*;
import java.util.stream.*;
greet();
