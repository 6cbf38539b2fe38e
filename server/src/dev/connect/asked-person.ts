/** While a person is asked, the time for the server's answer runs out: that says nothing of the server. */
import type { SourceOptions } from '../source';
import { PasswordMissing } from './connect-errors';

type Ask = { readonly [K in 'password' | 'allowHost']?: SourceOptions[K] | undefined };
interface AskedPerson extends Ask {
  /**
   * To be asked once a connection has failed. False: nobody was being asked. Typing a password is waited for, the question
   * whether one may be sent is not: nobody need be there.
   * @throws PasswordMissing while that question stands, or where no password was given
   */
  hasAnswered(password: Promise<string>, signal: AbortSignal): Promise<boolean>;
}

export function askedPerson({ password, allowHost }: Ask): AskedPerson {
  let waitingFor: 'a password' | PasswordMissing | undefined;
  const during = async <T>(what: typeof waitingFor, answer: Promise<T>): Promise<T> => {
    waitingFor = what;
    try {
      return await answer;
    } finally {
      waitingFor = undefined;
    }
  };
  return {
    password: password && ((name, from) => during('a password', password(name, from))),
    allowHost: allowHost && ((question) => during(new PasswordMissing(question.secret), allowHost(question))),
    async hasAnswered(given, signal) {
      if (waitingFor === undefined || signal.aborted) return false;
      if (waitingFor instanceof PasswordMissing) throw waitingFor;
      await new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('cancelled')), { once: true });
        given.then(resolve, reject);
      });
      return true;
    },
  };
}
