/** U+00A0: inside « », before a colon, around an hour's h, between a number and its unit. */
export const NBSP = '\u00a0';
/** U+202F: before ; ! ? */
export const NARROW = '\u202f';

const numbers = new Intl.NumberFormat('fr-FR');
const percents = new Intl.NumberFormat('fr-FR', { style: 'percent', maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 1 });
const twoDecimals = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const upToTwo = new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 });

export const number = (value: number): string => numbers.format(value);
export const decimal = (value: number): string => oneDecimal.format(value);
/** « 0,30 ». */
export const hundredths = (value: number): string => twoDecimals.format(value);
/** As precise as rules are set: « 0,35 », « 1 000 ». */
export const asSet = (value: number): string => upToTwo.format(value);
/** A ratio between 0 and 1 as « 74 % ». */
export const percent = (ratio: number): string => percents.format(ratio);
/** « 6,4 km ». */
export const kilometres = (value: number): string => `${oneDecimal.format(value)}${NBSP}km`;
/** « 10 Mo ». */
export const megabytes = (bytes: number): string => `${oneDecimal.format(bytes / 1_000_000)}${NBSP}Mo`;

/** « 06 12 34 56 78 » from « 0612345678 » or « +33612345678 »; anything else is returned as it came. */
export function phone(value: string): string {
  const national = nationalDigits(value);
  return national ? (national.match(/\d\d/g) ?? []).join(NBSP) : value;
}

/** `tel:` target of a phone number, of a short one too: « 36 24 ». */
export const phoneLink = (value: string): string =>
  `tel:${nationalDigits(value) ?? value.replaceAll(/\s/g, '')}`;

function nationalDigits(value: string): string | undefined {
  const digits = value.replace(/[^\d+]/g, '').replace(/^(\+33|0033)/, '0');
  return /^0\d{9}$/.test(digits) ? digits : undefined;
}

/** « Dr Anne Martin », « Anne Martin » when there is no title. */
export function fullName(person: { title?: string | null; given_name: string; family_name: string }): string {
  return [person.title, person.given_name, person.family_name].filter(Boolean).join(' ');
}
