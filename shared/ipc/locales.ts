/** The languages Baton speaks. */
export const LOCALES = ['en', 'pt-BR', 'cs', 'ro'] as const;
