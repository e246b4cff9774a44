// Decorators called as functions: no build step.
import 'reflect-metadata';
import { Controller, Get, Module } from '@nestjs/common';
import { PRODUCTS } from './products.mjs';

/** A controller with the one route, which `decorators` guard or open. */
export function productsAt(path, ...decorators) {
  class ProductsController {
    list() {
      return PRODUCTS;
    }
  }
  const { prototype } = ProductsController;
  const list = Object.getOwnPropertyDescriptor(prototype, 'list');
  for (const decorate of [Get(), ...decorators]) decorate(prototype, 'list', list);
  Controller(path)(ProductsController);
  return ProductsController;
}

export function moduleOf(metadata) {
  class AppModule {}
  Module(metadata)(AppModule);
  return AppModule;
}
