/** What no inbox takes and a person keys instead, as writes of the API. */
export const HAND_KEYED = 'hand-keyed';
