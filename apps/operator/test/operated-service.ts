import { freePort } from '../../api/test/free-port.js';
import { ServiceProcess } from '../../api/test/service-process.js';

/** The service as `npm start` runs it, on ports of its own, with the page that was built. */
export class OperatedService {
  private constructor(
    readonly url: string,
    private readonly variables: Readonly<Record<string, string>>,
    private process: ServiceProcess,
  ) {}

  static async start(variables: Readonly<Record<string, string>> = {}): Promise<OperatedService> {
    const [port, issuerPort] = [await freePort(), await freePort()];
    const all = { PORT: port, LOCAL_ISSUER_PORT: issuerPort, LOG_LEVEL: 'debug', ...variables };
    const service = new ServiceProcess(all);
    await service.url();
    return new OperatedService(`http://localhost:${port}`, all, service);
  }

  get page(): string {
    return `${this.url}/operator/`;
  }

  get printed(): string {
    return this.process.printed;
  }

  async token(): Promise<string> {
    const response = await fetch(`${this.url}/auth/system/cc/token`, { method: 'POST' });
    const { access_token } = (await response.json()) as { access_token: string };
    return access_token;
  }

  /** As the page does it. */
  async inject(fault: string): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ fault });
    await fetch(`${this.url}/operator/api/faults`, { method: 'POST', headers, body });
  }

  /** Another process, at the same address. */
  async startAgain(): Promise<void> {
    this.process = new ServiceProcess(this.variables);
    await this.process.url();
  }

  async stop(): Promise<void> {
    await this.process.stop();
  }
}
