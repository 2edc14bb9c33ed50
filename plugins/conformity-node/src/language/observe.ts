const READ_ONLY = {
  set: () => false,
  deleteProperty: () => false,
  defineProperty: () => false,
  setPrototypeOf: () => false,
};

/**
 * A view of parsed data that reports every value an expression takes from it.
 *
 * The view is read-only, shows own keys only (so `__proto__` and the like are
 * data or absent, never behaviour), and looks like a plain object or array to
 * the expression engine.
 */
export function observe<T>(
  root: T,
  onTouch: (path: readonly (string | number)[], missing: boolean) => void,
): T {
  const views = new WeakMap<object, object>();

  function view(value: unknown, path: readonly (string | number)[]): unknown {
    if (typeof value !== 'object' || value === null) {
      return value;
    }
    const known = views.get(value);
    if (known) {
      return known;
    }
    const created = Array.isArray(value)
      ? viewOfList(value, path)
      : viewOfMap(value, path);
    views.set(value, created);
    return created;
  }

  function viewOfMap(map: object, path: readonly (string | number)[]) {
    const take = (key: string) => {
      const missing = !Object.hasOwn(map, key);
      const taken = [...path, key];
      onTouch(taken, missing);
      return missing
        ? undefined
        : view((map as Record<string, unknown>)[key], taken);
    };
    // The proxies stand before an empty target: a frozen one would dictate
    // what the traps may answer.
    return new Proxy(Object.create(null) as object, {
      ...READ_ONLY,
      get(_target, key) {
        // The engine tells maps from lists by the constructor.
        if (key === 'constructor') {
          return Object;
        }
        return typeof key === 'string' ? take(key) : undefined;
      },
      has: (_target, key) => Object.hasOwn(map, key),
      ownKeys: () => Object.keys(map),
      getOwnPropertyDescriptor(_target, key) {
        if (typeof key !== 'string' || !Object.hasOwn(map, key)) {
          onTouch([...path, String(key)], true);
          return undefined;
        }
        return { configurable: true, enumerable: true, writable: false };
      },
    });
  }

  function viewOfList(list: unknown[], path: readonly (string | number)[]) {
    return new Proxy([] as unknown[], {
      ...READ_ONLY,
      get(_target, key, receiver) {
        if (key === 'constructor') {
          return Array;
        }
        if (typeof key === 'string' && /^\d+$/.test(key)) {
          const index = Number(key);
          const taken = [...path, index];
          onTouch(taken, index >= list.length);
          return view(list[index], taken);
        }
        return Reflect.get(list, key, receiver);
      },
    });
  }

  return view(root, []) as T;
}
