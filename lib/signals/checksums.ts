/** Check digits of numbers that belong to people. All take the digits (or letters) without separators. */
const digits = (text: string): number[] => [...text].map(Number);
const weighted = (text: string, weights: readonly number[]): number => digits(text).reduce((sum, digit, index) => sum + digit * (weights[index] ?? 0), 0);

export function luhn(text: string): boolean {
  let sum = 0;
  for (let index = 0; index < text.length; index++) {
    const digit = Number(text[text.length - 1 - index]);
    const value = index % 2 ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0 && !/^(\d)\1*$/.test(text);
}

/** ISO 7064 mod 97-10, digit by digit. */
function mod97(text: string): boolean {
  let rest = 0;
  for (const letter of text.slice(4) + text.slice(0, 4)) {
    const value = parseInt(letter, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const IBAN_LENGTH: Record<string, number> = {
  AD: 24, AE: 23, AL: 28, AT: 20, AZ: 28, BA: 20, BE: 16, BG: 22, BH: 22, BR: 29, BY: 28, CH: 21, CR: 22, CY: 28, CZ: 24, DE: 22, DK: 18, DO: 28, EE: 20, EG: 29, ES: 24, FI: 18, FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, GT: 28, HR: 21, HU: 28, IE: 22, IL: 23, IQ: 23, IS: 26, IT: 27, JO: 30, KW: 30, KZ: 20, LB: 28, LC: 32, LI: 21, LT: 20, LU: 20, LV: 21, LY: 25, MC: 27, MD: 24, ME: 22, MK: 19, MR: 27, MT: 31, MU: 30, NL: 18, NO: 15, PK: 24, PL: 28, PS: 29, PT: 25, QA: 29, RO: 24, RS: 22, SA: 24, SC: 31, SE: 24, SI: 19, SK: 24, SM: 27, ST: 25, SV: 28, TL: 23, TN: 24, TR: 26, UA: 29, VA: 22, VG: 24, XK: 20,
};
/** How long an account number of a country is; 0 where none is known. */
export const ibanLength = (country: string): number => IBAN_LENGTH[country] ?? 0;
export const iban = (text: string): boolean => IBAN_LENGTH[text.slice(0, 2)] === text.length && mod97(text);

/** Verhoeff, as Aadhaar uses it. */
export function verhoeff(text: string): boolean {
  const D = ["0123456789", "1234067895", "2340178956", "3401289567", "4012395678", "5987604321", "6598710432", "7659821043", "8765932104", "9876543210"];
  const P = ["0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"];
  let check = 0;
  for (let index = 0; index < text.length; index++) check = Number(D[check]![Number(P[index % 8]![Number(text[text.length - 1 - index])])]);
  return check === 0;
}

export const ssn = (text: string): boolean => !/^(?:000|666|9\d\d)|^\d{3}00|0000$|^(\d)\1*$|^123456789$|^98765432\d$|^078051120$/.test(text);
export const itin = (text: string): boolean => /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])\d{4}$/.test(text);
export const aba = (text: string): boolean => weighted(text, [3, 7, 1, 3, 7, 1, 3, 7, 1]) % 10 === 0 && /^(?:0[0-9]|1[0-2]|2[1-9]|3[0-2]|6[1-9]|7[0-2]|80)/.test(text) && !/^0{4}/.test(text);
export const npi = (text: string): boolean => /^[12]/.test(text) && luhn(`80840${text}`) && !/^(\d)\1*$/.test(text);
export const nhs = (text: string): boolean => weighted(text, [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]) % 11 === 0 && !/^(\d)\1*$/.test(text);
export const abn = (text: string): boolean => (weighted(text, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) - 10) % 89 === 0 && text[0] !== "0";
export const tfn = (text: string): boolean => weighted(text, [1, 4, 3, 7, 5, 8, 6, 9, 10]) % 11 === 0 && !/^(\d)\1*$/.test(text);
export const acn = (text: string): boolean => (10 - (weighted(text.slice(0, 8), [8, 7, 6, 5, 4, 3, 2, 1]) % 10)) % 10 === Number(text[8]);
export const medicare = (text: string): boolean => weighted(text.slice(0, 8), [1, 3, 7, 9, 1, 3, 7, 9]) % 10 === Number(text[8]) && /^[2-6]/.test(text);
export const sin = (text: string): boolean => luhn(text) && !/^[08]/.test(text);
export const pesel = (text: string): boolean => weighted(text, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1]) % 10 === 0 && date(text.slice(4, 6), String(Number(text.slice(2, 4)) % 20));
export const thai = (text: string): boolean => (11 - (weighted(text.slice(0, 12), [13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]) % 11)) % 10 === Number(text[12]) && text[0] !== "0" && !/^(\d)\1*$/.test(text);
export const southAfrican = (text: string): boolean => luhn(text) && date(text.slice(4, 6), text.slice(2, 4)) && /^\d{10}[012]/.test(text);

export function turkish(text: string): boolean {
  const d = digits(text);
  const odd = d[0]! + d[2]! + d[4]! + d[6]! + d[8]!;
  const even = d[1]! + d[3]! + d[5]! + d[7]!;
  const tenth = (((odd * 7 - even) % 10) + 10) % 10;
  return d[0] !== 0 && tenth === d[9] && (odd + even + d[9]!) % 10 === d[10];
}

/** ISO 7064 mod 11,10: German tax and VAT numbers. */
function mod11and10(text: string): boolean {
  let product = 10;
  for (const digit of digits(text.slice(0, -1))) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === Number(text.at(-1));
}
export const germanTax = (text: string): boolean => text[0] !== "0" && mod11and10(text) && !/(\d)\1{3}/.test(text.slice(0, 10));

const NIF = "TRWAGMYFPDXBNJZSQVHLCKE";
export const spanish = (text: string): boolean => {
  const body = text.slice(0, -1).toUpperCase().replace("X", "0").replace("Y", "1").replace("Z", "2");
  return NIF[Number(body) % 23] === text.at(-1)!.toUpperCase();
};
export const finnish = (text: string): boolean => {
  const body = text.slice(0, 6) + text.slice(7, 10);
  return "0123456789ABCDEFHJKLMNPRSTUVWXY"[Number(body) % 31] === text[10]!.toUpperCase() && date(text.slice(0, 2), text.slice(2, 4));
};
export const singaporean = (text: string): boolean => {
  const sum = weighted(text.slice(1, 8), [2, 7, 6, 5, 4, 3, 2]) + (/[TG]/i.test(text[0]!) ? 4 : 0);
  return (/[ST]/i.test(text[0]!) ? "JZIHGFEDCBA" : "XWUTRQPNMLK")[sum % 11] === text[8]!.toUpperCase();
};
export const swedish = (text: string): boolean => {
  const ten = text.replace("+", "").slice(-10);
  return luhn(ten) && date(String(Number(ten.slice(4, 6)) % 60), ten.slice(2, 4));
};
export const korean = (text: string): boolean => date(text.slice(4, 6), text.slice(2, 4)) && /^\d{6}[1-8]/.test(text);

function date(day: string, month: string): boolean {
  return Number(day) >= 1 && Number(day) <= 31 && Number(month) >= 1 && Number(month) <= 12;
}
