import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { VERSION } from '../config/version.js';

/** Serves the OpenAPI page under `/docs` and the document under `/docs-json`. */
export function serveDocs(app: INestApplication, serviceName: string): void {
  const config = new DocumentBuilder()
    .setTitle(serviceName)
    .setDescription('Machine-to-machine authentication: get client-credentials tokens, and check them.')
    .setVersion(VERSION)
    .addOAuth2({
      type: 'oauth2',
      flows: {
        clientCredentials: { tokenUrl: '/auth/system/cc/token', scopes: { 'read:students': 'Read the students' } },
      },
    })
    .build();
  SwaggerModule.setup('docs', app, SwaggerModule.createDocument(app, config));
}
