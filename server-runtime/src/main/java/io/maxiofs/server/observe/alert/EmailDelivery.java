package io.maxiofs.server.observe.alert;

import io.maxiofs.server.admin.api.AlertDocument;
import io.maxiofs.server.config.ChangeableSettings.SmtpSecurity;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;

/** Sends alerts as e-mail through somebody's SMTP server. Safe on any thread. */
public final class EmailDelivery implements AlertDelivery {
    private static final String TIMEOUT_MILLIS = "20000";

    private final Supplier<Account> account;
    private final Supplier<String> host;
    private final InstantSource clock;
    private final Supplier<SSLSocketFactory> trust;

    /**
     * Where e-mail is handed in, and whom it is for.
     *
     * @param server empty for none
     * @param user empty if none signs in
     * @param language of what is sent
     */
    public record Account(
            String server,
            int port,
            SmtpSecurity security,
            String user,
            String password,
            String from,
            List<String> to,
            Locale language) {
        public Account {
            to = List.copyOf(to);
        }

        @Override
        public String toString() {
            return "Account[" + server + ":" + port + "]";
        }
    }

    /**
     * @param account as it is now
     * @param host what this machine is called, for the subject; asked on the thread that sends
     */
    public EmailDelivery(Supplier<Account> account, Supplier<String> host, InstantSource clock) {
        // Not now: that reads all authorities this machine trusts, and most servers send no e-mail.
        this(account, host, clock, () -> (SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    /** @param trust makes connections to those servers whose certificates are trusted */
    EmailDelivery(
            Supplier<Account> account, Supplier<String> host, InstantSource clock, Supplier<SSLSocketFactory> trust) {
        this.trust = trust;
        this.account = account;
        this.host = host;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public String target() {
        Account now = account.get();
        return now.server().isEmpty() || now.from().isEmpty() ? "" : String.join(", ", now.to());
    }

    @Override
    public void send(AlertDocument alert) throws IOException {
        Account now = account.get();
        try {
            MimeMessage message = new MimeMessage(session(now, trust.get()));
            message.setFrom(new InternetAddress(now.from()));
            for (String recipient : now.to()) {
                message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
            }
            AlertEmail words = new AlertEmail(now.language(), alert);
            message.setSubject(words.subject(host.get()), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            message.setText(words.text(), StandardCharsets.UTF_8.name());
            message.setHeader("Content-Language", now.language().getLanguage());
            message.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IOException("The mail server " + now.server() + ":" + now.port() + " " + why(e), e);
        }
    }

    /** The library says of a certificate that it does not take no more than that the connection failed. */
    private static String why(MessagingException failure) {
        boolean certificate = false;
        Throwable root = failure;
        for (Throwable t = failure; t != null; t = t.getCause()) {
            certificate |= t instanceof CertificateException;
            root = t;
        }
        if (certificate) {
            return "has a certificate that this machine does not trust, or one for another name; nothing was sent: "
                    + root.getMessage();
        }
        return failure instanceof AuthenticationFailedException
                ? "did not let the user sign in: " + failure.getMessage()
                : "did not take it: " + failure.getMessage();
    }

    private static Session session(Account account, SSLSocketFactory trust) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", account.server());
        properties.setProperty("mail.smtp.port", String.valueOf(account.port()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.socketFactory", trust);
        switch (account.security()) {
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                // Rather no message than a password in the clear.
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
        }
        if (account.user().isEmpty()) {
            return Session.getInstance(properties);
        }
        properties.setProperty("mail.smtp.auth", "true");
        return Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(account.user(), account.password());
            }
        });
    }
}
