/**
 * The protocol's number and its history. A bump means that an old client and a new one cannot
 * read each other; additions that old readers skip do not bump it.
 *
 * 1  first version
 * 2  ids as steps, shapes of elements, strings that go on from the one before, splices of values
 * 3  assets by their content: each once in a session
 */
export const PROTOCOL_VERSION = 3
