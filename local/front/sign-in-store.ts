import type { Adapter, AdapterConstructor, AdapterPayload } from 'oidc-provider';

/**
 * What the sign-in remembers between two requests, in memory: after a restart people sign in again, while tokens they
 * hold stay valid, as the keys are kept in the data folder.
 */
export function createSignInStore(): AdapterConstructor {
  const payloads = new Map<string, AdapterPayload>();
  return class SignInStore implements Adapter {
    private readonly prefix: string;

    constructor(name: string) {
      this.prefix = `${name}:`;
    }

    upsert(id: string, payload: AdapterPayload, expiresIn: number): Promise<void> {
      payloads.set(this.prefix + id, payload);
      setTimeout(() => payloads.delete(this.prefix + id), Math.min(expiresIn * 1000, 2 ** 31 - 1)).unref();
      return Promise.resolve();
    }

    find(id: string): Promise<AdapterPayload | undefined> {
      return Promise.resolve(payloads.get(this.prefix + id));
    }

    findByUid(uid: string): Promise<AdapterPayload | undefined> {
      return this.findBy((payload) => payload.uid === uid);
    }

    findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
      return this.findBy((payload) => payload.userCode === userCode);
    }

    consume(id: string): Promise<void> {
      const payload = payloads.get(this.prefix + id);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
      return Promise.resolve();
    }

    destroy(id: string): Promise<void> {
      payloads.delete(this.prefix + id);
      return Promise.resolve();
    }

    revokeByGrantId(grantId: string): Promise<void> {
      for (const [key, payload] of payloads) if (payload.grantId === grantId) payloads.delete(key);
      return Promise.resolve();
    }

    private findBy(test: (payload: AdapterPayload) => boolean): Promise<AdapterPayload | undefined> {
      return Promise.resolve(
        [...payloads].find(([key, payload]) => key.startsWith(this.prefix) && test(payload))?.[1],
      );
    }
  };
}
