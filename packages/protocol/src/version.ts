/**
 * The protocol's number and its history. A bump means that an old client and a new one cannot
 * read each other; additions that old readers skip do not bump it.
 *
 * 1  first version
 */
export const PROTOCOL_VERSION = 1
