import { REASONS, type Reason } from '@portero/auth';

interface Words {
  readonly title: string;
  readonly detail: string;
}

/** Reasons for which people see a page, in Spanish. */
const SPANISH: Partial<Readonly<Record<Reason, Words>>> = {
  sign_in_failed: {
    title: 'No se ha podido iniciar sesión',
    detail:
      'El inicio de sesión no ha llegado a su fin. Vuelva a empezar; el registro del servicio dice qué ha fallado.',
  },
  sign_in_unknown: {
    title: 'Inicio de sesión desconocido',
    detail: 'Aquí no se puede iniciar sesión con un proveedor de ese nombre.',
  },
  operator_not_allowed: {
    title: 'Sin acceso de operador',
    detail:
      'Ha iniciado sesión en el proveedor, pero aquí no figura como operador. Pida acceso a quien administra el servicio.',
  },
  rate_limited: {
    title: 'Demasiadas peticiones',
    detail: 'Han llegado demasiadas peticiones desde esta dirección. Inténtelo de nuevo más tarde.',
  },
  provider_unavailable: {
    title: 'Proveedor no disponible',
    detail: 'No se puede contactar con el proveedor, o está fallando. Inténtelo de nuevo más tarde.',
  },
};

export const LINK = { en: "Back to the operator's page", es: 'Volver a la página de operador' } as const;

export type Language = keyof typeof LINK;

/** The first of ours that a browser names (RFC 9110 §12.5.4); browsers send them in order. */
export function languageOf(accepted = ''): Language {
  const tags = accepted.split(',').map((tag) => tag.trim().toLowerCase());
  return tags.find((tag) => /^(en|es)\b/.test(tag))?.startsWith('es') ? 'es' : 'en';
}

export function wordsFor(reason: Reason, language: Language): Words {
  return (language === 'es' && SPANISH[reason]) || REASONS[reason];
}
