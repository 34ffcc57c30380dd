// the words of dev.autoresearch.Dsl
