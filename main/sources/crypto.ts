/**
 * Node's crypto, loaded when it is first needed. Imported at the top of a file it costs a fresh process 10 ms before its
 * first question can leave; like this it is there while the name service is still busy.
 */
export const nodeCrypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto')
