import { linkTo, routeOf } from './routes.js';

describe('the routes', () => {
  it.each([
    ['', { view: 'run' }],
    ['#/run', { view: 'run' }],
    ['#/runs/3f-2a', { view: 'run', run: '3f-2a' }],
    ['#/runs/a%2Fb', { view: 'run', run: 'a/b' }],
    ['#/runs/%', { view: 'run', run: '%' }],
    ['#/runs/', { view: 'run' }],
    ['#/providers', { view: 'providers' }],
    ['#/explain', { view: 'explain' }],
    ['#/events', { view: 'events' }],
    ['#/elsewhere', { view: 'run' }],
  ])('%s', (hash, route) => {
    expect(routeOf(hash)).toEqual(route);
  });

  it.each([{ view: 'run' }, { view: 'run', run: 'a/b' }, { view: 'events' }] as const)('link to %j', (route) => {
    expect(routeOf(linkTo(route))).toEqual(route);
  });
});
