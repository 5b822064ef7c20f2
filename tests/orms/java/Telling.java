import java.util.List;
import java.util.concurrent.Callable;

/** What the programs of Java's ORMs share: an operation runs, and prints its line. */
final class Telling {
    private Telling() {}

    static Object call(Callable<?> function) {
        try {
            Object result = function.call();
            return result == null ? "-" : result;
        } catch (Exception e) {
            return "error " + e.getClass().getSimpleName();
        }
    }

    /** The function gives REPORT, and left what is there afterwards. */
    static void operation(String name, Callable<?> function, Callable<?> left) {
        System.out.println(name + ": " + call(function) + "; " + call(left));
    }

    /** The function gives what it saw. */
    static void operation(String name, Callable<?> function) {
        System.out.println(name + ": " + call(function));
    }

    static void lacking(String... names) {
        for (String name : names) System.out.println(name + ": -");
    }

    static String joined(List<?> values) {
        return values.isEmpty() ? "-" : String.join(",", values.stream().map(String::valueOf).toList());
    }
}
