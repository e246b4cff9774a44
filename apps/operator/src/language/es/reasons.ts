import type { Words } from '../words.js';

export const reasons: Words['reasons'] = {
  provider_unknown: ['Proveedor desconocido', 'No hay ningún proveedor con ese nombre. Elige uno de AUTH_PROVIDERS.'],
  client_not_configured: [
    'Sin cliente configurado',
    'Este proveedor no tiene cliente configurado, así que no se le puede pedir un token. Define su OIDC_CLIENT_ID.',
  ],
  client_secret_unreadable: [
    'Credenciales del cliente ilegibles',
    'No se puede leer o usar un archivo con las credenciales del cliente de este servicio.',
  ],
  client_refused: [
    'El proveedor ha rechazado al cliente',
    'El proveedor ha rechazado las credenciales del cliente de este servicio. Revisa el id y el secreto del cliente.',
  ],
  scope_refused: [
    'El proveedor ha rechazado el scope',
    'El proveedor ha rechazado el scope o la audiencia que se pedían. Revisa qué tiene concedido el cliente.',
  ],
  token_request_refused: [
    'El proveedor ha rechazado la petición de token',
    'El proveedor ha rechazado la petición de token. El código de error está en el registro.',
  ],
  provider_unavailable: [
    'Proveedor no disponible',
    'No se puede contactar con el proveedor, o está fallando. Inténtalo de nuevo más tarde.',
  ],
  provider_throttled: [
    'El proveedor limita las peticiones',
    'El proveedor está limitando las peticiones. Inténtalo de nuevo más tarde.',
  ],
  token_response_invalid: [
    'Respuesta del proveedor no válida',
    'El proveedor ha respondido con algo que no es una respuesta de token. Inténtalo de nuevo más tarde.',
  ],
  resource_server_refused: [
    'El servidor de recursos ha rechazado la llamada',
    'El servidor de recursos ha rechazado la llamada o ha fallado al atenderla.',
  ],
  resource_server_unavailable: [
    'Servidor de recursos no disponible',
    'No se puede contactar con el servidor de recursos, o responde 503. Inténtalo de nuevo más tarde.',
  ],
  caller_not_local: [
    'No permitido desde aquí',
    'Solo puede hacerlo quien llama directamente desde esta máquina. Consulta SYSTEM_TOKEN_ACCESS y METRICS_ACCESS.',
  ],
  access_off: ['Desactivado', 'Esto está desactivado aquí. Consulta SYSTEM_TOKEN_ACCESS y METRICS_ACCESS.'],
  sign_in_required: [
    'Hay que iniciar sesión',
    'Solo pueden hacerlo los operadores: inicia sesión, o vuelve a iniciarla si ha terminado.',
  ],
  sign_in_not_configured: [
    'Sin inicio de sesión configurado',
    'Desde otra máquina o a través de un proxy solo se entra iniciando sesión, y aquí no está configurado. Define OIDC_SIGN_IN_CLIENT_ID_<provider> y OPERATORS.',
  ],
  csrf_refused: [
    'La petición no viene de la página',
    'La petición no demuestra que venga de la página de operador. Vuelve a cargar la página.',
  ],
  rate_limited: [
    'Demasiadas peticiones',
    'Han llegado demasiadas peticiones desde esta dirección. Inténtalo de nuevo más tarde.',
  ],
};
