package io.maxiofs.server.federation.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;

/**
 * A filter with places for a name ({@code %s}) and a DN ({@code %d}). What is put there is escaped, and so is a value and
 * never a part of the filter.
 */
record FilterTemplate(String text) {

    /**
     * The filter for somebody.
     *
     * @throws LDAPException if the template is no filter
     */
    Filter with(String name, String dn) throws LDAPException {
        StringBuilder filled = new StringBuilder(text.length() + name.length() + dn.length());
        int from = 0;
        for (int at = text.indexOf('%'); at >= 0 && at + 1 < text.length(); at = text.indexOf('%', from)) {
            char place = text.charAt(at + 1);
            filled.append(text, from, at);
            switch (place) {
                case 's' -> filled.append(Filter.encodeValue(name));
                case 'd' -> filled.append(Filter.encodeValue(dn));
                default -> filled.append('%').append(place);
            }
            from = at + 2;
        }
        return Filter.create(filled.append(text, from, text.length()).toString());
    }
}
