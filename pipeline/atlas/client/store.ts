/** A value that many watch. */
export type Store<Value extends object> = {
  get(): Value;
  /** Changes some fields; nobody is told when every field given has the value it had. */
  update(change: Partial<Value>): void;
  /** Calls the listener after each change of one of `fields`; of any field where none are given. Returns what ends it. */
  subscribe(listener: (value: Value, previous: Value) => void, fields?: readonly (keyof Value)[]): () => void;
};

/** Returns a store. Listeners are called in the order in which they came; a change made by one is told to all after the first. */
export function createStore<Value extends object>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<(value: Value, previous: Value) => void>();
  const queue: [Value, Value][] = [];

  function tell(): void {
    while (queue.length > 0) {
      const [next, previous] = queue[0]!;
      for (const listener of [...listeners]) listener(next, previous);
      queue.shift();
    }
  }

  return {
    get: () => value,
    update(change) {
      const fields = Object.keys(change) as (keyof Value)[];
      if (fields.every((field) => Object.is(value[field], change[field]))) return;
      const previous = value;
      value = { ...value, ...change };
      queue.push([value, previous]);
      if (queue.length === 1) tell();
    },
    subscribe(listener, fields) {
      const filtered = (next: Value, previous: Value) => {
        if (!fields || fields.some((field) => !Object.is(next[field], previous[field]))) listener(next, previous);
      };
      listeners.add(filtered);
      return () => listeners.delete(filtered);
    },
  };
}
