/** Stories of sellers, references, bank files and what they pay. */
package dev.takt.worker.bank;
