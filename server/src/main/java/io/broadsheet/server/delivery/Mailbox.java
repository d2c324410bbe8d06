package io.broadsheet.server.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Whether a refusal means that there is no such mailbox. The enhanced status code (RFC 3463) decides where there is
/// one: 550 alone may as well be a policy, which passes.
final class Mailbox {
    private static final Pattern STATUS = Pattern.compile("(?m)^5\\d\\d[ -](5\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final Pattern GONE = Pattern.compile("5\\.1\\.(1|2|3|6|10)");
    private static final Pattern WORDS = Pattern.compile(
            "(?i)user unknown|unknown user|no such (user|recipient|mailbox|address)|does ?n[o']t exist|"
                    + "(recipient|mailbox|address|user)( was| is)? not found|no mailbox here|unknown (recipient|mailbox)");

    private Mailbox() {}

    static boolean isGone(int code, String answer) {
        Matcher status = STATUS.matcher(answer);
        if (status.find()) {
            return GONE.matcher(status.group(1)).matches();
        }
        return (code == 550 || code == 551 || code == 553)
                && WORDS.matcher(answer).find();
    }
}
