/** A moment as SAML writes it (core 1.3.3): UTC, to the second, because not every reader takes fractions. */
export const instant = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');
