const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is of the form of our ids; any other names nobody. */
export const isId = (text: string): boolean => UUID.test(text);
