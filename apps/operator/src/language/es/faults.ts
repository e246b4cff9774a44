import type { Words } from '../words.js';

export const faults: Words['faults'] = {
  title: 'Fallos',
  intro: 'Estropea a propósito el emisor incorporado y observa cómo se defiende el servicio.',
  inject: 'Provocar un fallo',
  active: 'Activo',
  noneActive: 'No hay ningún fallo activo.',
  heal: 'Reparar',
  healHint: 'Un disyuntor que un fallo haya abierto sigue abierto hasta diez segundos más.',
  names: {
    throttled: 'Limitar',
    slow: 'Ralentizar',
    down: 'Tumbar',
    skew: 'Desajustar el reloj',
    rotate_keys: 'Rotar las claves',
    drop_old_key: 'Retirar la clave anterior',
    forget_tokens: 'Olvidar los tokens',
  },
  does: {
    throttled: 'El endpoint de tokens responde 429 con Retry-After: 2.',
    slow: 'El endpoint de tokens tarda tres segundos.',
    down: 'El endpoint de tokens y las claves cortan todas las conexiones.',
    skew: 'El reloj del emisor va diez minutos atrasado: sus tokens llegan caducados.',
    rotate_keys: 'Firma una clave nueva; la anterior sigue publicada.',
    drop_old_key: 'Solo se publica la clave nueva.',
    forget_tokens: 'El servicio olvida sus tokens, y la próxima ejecución pedirá uno.',
  },
};
