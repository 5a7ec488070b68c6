import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.ReleaseDetails;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Runs the veraPDF library, which has no command line of its own in the jar we get it from.
 *
 * <p>{@code java -cp THE.jar VeraPdf.java ua1,2a one.pdf two.pdf} prints one line of JSON for each
 * file and flavour. A file that cannot be read at all is such a line too, with an {@code error}.
 * The exit status is 0 whatever the verdicts: they are in the lines.
 */
final class VeraPdf {

    private static final String PROFILES = "/org/verapdf/pdfa/validation/";
    private static final Map<String, String> PROFILE_OF_FLAVOUR = Map.ofEntries(
            Map.entry("1a", "PDFA-1A"),
            Map.entry("1b", "PDFA-1B"),
            Map.entry("2a", "PDFA-2A"),
            Map.entry("2b", "PDFA-2B"),
            Map.entry("2u", "PDFA-2U"),
            Map.entry("3a", "PDFA-3A"),
            Map.entry("3b", "PDFA-3B"),
            Map.entry("3u", "PDFA-3U"),
            Map.entry("4", "PDFA-4"),
            Map.entry("4e", "PDFA-4E"),
            Map.entry("4f", "PDFA-4F"),
            Map.entry("ua1", "PDFUA-1"),
            Map.entry("ua2", "PDFUA-2-ISO32005"),
            Map.entry("wt1a", "WTPDF-1-0-Accessibility"),
            Map.entry("wt1r", "WTPDF-1-0-Reuse"));

    /** More failures than this of one file are counted but not described. */
    private static final int FAILURES_DESCRIBED = 10_000;

    private final ObjectMapper json = new ObjectMapper();
    private final PrintStream report;
    private final String version;

    private VeraPdf(PrintStream report) {
        this.report = report;
        this.version = ReleaseDetails.getDetails().stream()
                .filter(release -> release.getId().equals("core"))
                .map(ReleaseDetails::getVersion)
                .findFirst()
                .orElse("unknown");
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: VeraPdf FLAVOUR[,FLAVOUR...] FILE.pdf...");
            System.exit(2);
        }
        // Standard output carries the report alone: the library's remarks go elsewhere.
        PrintStream report = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        LogManager.getLogManager().reset();

        VeraGreenfieldFoundryProvider.initialise();
        Map<String, ValidationProfile> profiles = new LinkedHashMap<>();
        for (String flavour : arguments[0].split(",")) {
            profiles.put(flavour, readProfile(flavour));
        }
        VeraPdf runner = new VeraPdf(report);
        for (String name : List.of(arguments).subList(1, arguments.length)) {
            for (Map.Entry<String, ValidationProfile> profile : profiles.entrySet()) {
                runner.check(name, profile.getKey(), profile.getValue());
            }
        }
    }

    private void check(String name, String flavour, ValidationProfile profile) throws IOException {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("file", name);
        line.put("flavour", flavour);
        line.put("version", version);
        try (PDFAParser parser = Foundries.defaultInstance()
                        .createParser(new File(name), PDFAFlavour.byFlavourId(flavour));
                PDFAValidator validator = Foundries.defaultInstance()
                        .createValidator(profile, FAILURES_DESCRIBED, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            line.put("compliant", result.isCompliant());
            line.put("checks", result.getTotalAssertions());
            line.put("failures", failures(result));
        } catch (Exception unreadable) {
            line.put("error", String.valueOf(unreadable.getMessage()));
        }
        report.println(json.writeValueAsString(line));
    }

    /** The first failure of each rule, with the number of its failures. */
    private static List<Map<String, Object>> failures(ValidationResult result) {
        List<Map<String, Object>> failures = new ArrayList<>();
        Set<RuleId> seen = new HashSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            RuleId rule = assertion.getRuleId();
            if (assertion.getStatus() == TestAssertion.Status.FAILED && seen.add(rule)) {
                failures.add(Map.of(
                        "clause", rule.getClause(),
                        "test", rule.getTestNumber(),
                        "count", result.getFailedChecks().getOrDefault(rule, 1),
                        "requirement", oneLine(assertion.getMessage()),
                        "error", oneLine(assertion.getErrorMessage()),
                        "where", oneLine(assertion.getLocation().getContext())));
            }
        }
        return failures;
    }

    private static String oneLine(String text) {
        return text == null ? "" : text.strip().replaceAll("\\s+", " ");
    }

    /** Reads a profile by DOM: the library's own reader needs JAXB, which the jar does not carry. */
    private static ValidationProfile readProfile(String flavour) throws Exception {
        String name = PROFILE_OF_FLAVOUR.get(flavour);
        if (name == null) {
            throw new IllegalArgumentException(
                    "no flavour " + flavour + "; there are " + PROFILE_OF_FLAVOUR.keySet());
        }
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document profile;
        try (InputStream stream = Profiles.class.getResourceAsStream(PROFILES + name + ".xml")) {
            profile = factory.newDocumentBuilder().parse(stream);
        }
        Set<Rule> rules = elements(profile.getDocumentElement(), "rule").stream()
                .map(VeraPdf::readRule)
                .collect(Collectors.toSet());
        Set<Variable> variables = elements(profile.getDocumentElement(), "variable").stream()
                .map(VeraPdf::readVariable)
                .collect(Collectors.toSet());
        return Profiles.profileFromValues(
                PDFAFlavour.byFlavourId(flavour),
                Profiles.profileDetailsFromValues(name, name, "veraPDF Consortium", new Date(0)),
                "",
                rules,
                variables);
    }

    private static Rule readRule(Element rule) {
        Element id = elements(rule, "id").get(0);
        List<ErrorArgument> arguments = elements(rule, "argument").stream()
                .map(argument -> ErrorArgumentImpl.fromValues(
                        argument.getTextContent(), attribute(argument, "name"), null))
                .collect(Collectors.toList());
        String deferred = attribute(rule, "deferred");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                deferred == null ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), arguments),
                List.of());
    }

    private static Variable readVariable(Element variable) {
        return Profiles.variableFromValues(
                variable.getAttribute("name"),
                variable.getAttribute("object"),
                text(variable, "defaultValue"),
                text(variable, "value"));
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagNameNS("*", name);
        return IntStream.range(0, found.getLength())
                .mapToObj(index -> (Element) found.item(index))
                .collect(Collectors.toList());
    }

    private static String text(Element parent, String name) {
        List<Element> found = elements(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent();
    }

    private static String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }
}
