/** Of the built-in packs. Their relax rules hold only in documents of this version: a new one is looked at again. */
export const PACK_VERSION = 1;
