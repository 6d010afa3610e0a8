const NEAR = /^(::1|(::ffff:)?(127|10)\.|(::ffff:)?192\.168\.|(::ffff:)?172\.(1[6-9]|2\d|3[01])\.|f[cd][0-9a-f]{2}:)/i;

/** Whether a socket's address is this machine or a private network, where a proxy of ours may stand. */
export const isNear = (address: string): boolean => NEAR.test(address);
