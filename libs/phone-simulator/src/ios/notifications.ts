type Listener = (name: string) => void;

/**
 * The phone's notifications, as notification_proxy carries them: a name, no more. Whoever does not listen when one comes
 * has missed it.
 */
export class Notifications {
  private readonly hosts = new Set<Listener>();
  private readonly own = new Set<Listener>();

  /** Tells the computers that observe this name. */
  relay(name: string): void {
    for (const listener of this.hosts) listener(name);
  }

  /** Called for all that the phone tells; gives back how to stop. */
  onRelay(listener: Listener): () => void {
    this.hosts.add(listener);
    return () => void this.hosts.delete(listener);
  }

  /** A computer posted this name. */
  post(name: string): void {
    for (const listener of this.own) listener(name);
  }

  /** Called for all that computers post; gives back how to stop. */
  onPost(listener: Listener): () => void {
    this.own.add(listener);
    return () => void this.own.delete(listener);
  }
}
