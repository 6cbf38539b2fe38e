/** A placeholder and its value, where the value stands there: what comes from the environment is not known. */
export const knownValue = (name: string, value: string): (readonly [string, string])[] =>
  /\$\{|^!/.test(value) ? [] : [[name, value]];
