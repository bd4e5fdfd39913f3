/** The hosted page: who may do what with which link, as customers and as attackers. */
package dev.takt.worker.pages;
