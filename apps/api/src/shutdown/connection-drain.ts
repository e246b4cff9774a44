import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

/** Sends clients elsewhere from the first moment of a shutdown. */
@Injectable()
export class ConnectionDrain implements OnModuleInit, OnModuleDestroy {
  private draining = false;

  constructor(private readonly host: HttpAdapterHost) {}

  onModuleInit(): void {
    const fastify: FastifyInstance = this.host.httpAdapter.getInstance();
    fastify.addHook('onSend', async (_, reply) => {
      // RFC 9112 §9.6: no request is lost on a connection whose end was announced.
      if (this.draining) reply.header('connection', 'close');
    });
  }

  /** Nest calls this before any other step of a shutdown. */
  onModuleDestroy(): void {
    this.draining = true;
  }
}
