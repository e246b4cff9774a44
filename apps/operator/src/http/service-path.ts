/**
 * Where the service is, by the address of its page: nothing as a rule, a path where a proxy has put it beneath one.
 *
 * @param pathname such as `/operator/` or `/portero/operator/`
 */
export function servicePath(pathname: string): string {
  return pathname.replace(/\/operator\/.*$/, '');
}
