import java.io.File;
import java.io.InputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;

/** Prints the rules of PDF/UA-1 that a file breaks, one a line; nothing for a file that keeps all. */
public class PdfUa {
  private static final String PROFILE = "/org/verapdf/pdfa/validation/PDFUA-1.xml";

  public static void main(String[] files) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    java.util.logging.LogManager.getLogManager().reset();
    ValidationProfile profile;
    try (InputStream stream = PdfUa.class.getResourceAsStream(PROFILE)) {
      profile = Profiles.profileFromXml(stream);
    }
    for (String file : files) check(new File(file), profile);
    System.out.println("checked " + profile.getRules().size() + " rules");
  }

  private static void check(File file, ValidationProfile profile) throws Exception {
    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(file, profile.getPDFAFlavour());
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      ValidationResult result = validator.validate(parser);
      result.getTestAssertions().stream()
          .filter(one -> one.getStatus() == TestAssertion.Status.FAILED)
          .map(one -> one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber()
              + " " + one.getMessage())
          .distinct()
          .forEach(line -> System.out.println("broken " + line));
    }
  }
}
