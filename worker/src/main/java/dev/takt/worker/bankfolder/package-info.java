/** The folder that banks' files come into by themselves. */
@NullMarked
package dev.takt.worker.bankfolder;

import org.jspecify.annotations.NullMarked;
