/** Whoever comes by a link on another site brings no cookie along, though they have signed in: ask once more from here. */

const { ok } = await fetch("/", { method: "HEAD", redirect: "manual" });
if (ok) location.replace("/");
/* Signed out: what was asked in this tab is nobody else's business. */
else sessionStorage.clear();
