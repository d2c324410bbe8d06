package io.broadsheet.server.site;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.util.Locale;

/// A person's address, checked: `Name <address>` or an address alone.
///
/// @param address with its domain in lower case
/// @param name empty where there is none
record MailAddress(String address, String name) {
    private static final int LONGEST_ADDRESS = 254;
    private static final int LONGEST_NAME = 200;

    /// @throws WrongAddress with what is wrong, without the text itself
    static MailAddress parse(String text) throws WrongAddress {
        if (text.codePoints().anyMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE)) {
            throw new WrongAddress("it has control characters");
        }
        InternetAddress[] addresses = read(text);
        if (addresses.length != 1 || addresses[0].isGroup()) {
            throw new WrongAddress("it is not one address");
        }
        String address = addresses[0].getAddress();
        String name = addresses[0].getPersonal();
        return of(address, name == null ? "" : name);
    }

    static MailAddress of(String address, String name) throws WrongAddress {
        int at = address.lastIndexOf('@');
        if (at < 1 || at == address.length() - 1) {
            throw new WrongAddress("it has no name or no domain around @");
        }
        String local = address.substring(0, at);
        if (!local.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new WrongAddress("the part before @ has characters that mail servers do not take");
        }
        String whole = local + "@" + domain(address.substring(at + 1));
        if (whole.length() > LONGEST_ADDRESS) {
            throw new WrongAddress("it is longer than " + LONGEST_ADDRESS + " characters");
        }
        if (read(whole).length != 1 || name.codePoints().anyMatch(MailAddress::breaksLine)) {
            throw new WrongAddress("it is not one address");
        }
        if (name.length() > LONGEST_NAME) {
            throw new WrongAddress("the name is longer than " + LONGEST_NAME + " characters");
        }
        return new MailAddress(whole, name.strip());
    }

    private static boolean breaksLine(int codePoint) {
        return Character.isISOControl(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    }

    private static InternetAddress[] read(String text) throws WrongAddress {
        try {
            InternetAddress[] addresses = InternetAddress.parse(text, true);
            for (InternetAddress address : addresses) {
                if (address.getAddress().chars().allMatch(c -> c < 128)) {
                    address.validate();
                }
            }
            return addresses;
        } catch (AddressException e) {
            // Its own message quotes the text, which is a customer's.
            throw new WrongAddress("it is not an address such as name@example.com");
        }
    }

    private static String domain(String text) throws WrongAddress {
        try {
            String domain = IDN.toASCII(text, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            if (!domain.contains(".") && !domain.equals("localhost")) {
                throw new WrongAddress("its domain has no dot");
            }
            return domain;
        } catch (IllegalArgumentException e) {
            throw new WrongAddress("its domain is not one");
        }
    }
}
