import type { Words } from '../words.js';

export const events: Words['events'] = {
  intro: 'Lo que hace el servicio, mientras lo hace. Primero lo último; aquí se guardan los mil más recientes.',
  text: 'Texto',
  name: 'Nombre',
  provider: 'Proveedor',
  any: 'Todos',
  pause: 'Pausar',
  resume: 'Reanudar',
  paused: (count) => `En pausa. Han llegado ${count} más.`,
  export: 'Exportar',
  exportMeans: 'Los filtrados, como JSON Lines',
  shown: (shown, all) => `${shown} de ${all}`,
  missed: (count) => `Se han omitido ${count} eventos: demasiados a la vez o demasiado antiguos.`,
  list: 'Eventos',
  time: 'Hora',
  what: 'Qué',
  fields: 'Campos',
  none: 'Todavía no ha ocurrido nada.',
  noneFound: 'Nada encaja con el filtro.',
  run: 'Ejecución',
};
