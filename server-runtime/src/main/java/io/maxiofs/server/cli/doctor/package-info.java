/**
 * {@code maxiofs doctor}: what of this machine helps or hinders a server, before or while it runs. Entry type: {@link
 * io.maxiofs.server.cli.doctor.DoctorCommand}. Each check is one class and gives findings; the flush probe writes one
 * temporary file beside the data and removes it.
 */
@NullMarked
package io.maxiofs.server.cli.doctor;

import org.jspecify.annotations.NullMarked;
