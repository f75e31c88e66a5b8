/** Keeps what the server logs, to look for what must not be in it. */
export class LogLines {
  private text = '';

  write(line: string): void {
    this.text += line;
  }

  all(): string {
    return this.text;
  }
}
