import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { DescribeGuarded } from '../docs/describe-route.js';

const productSchema = z.object({ id: z.string(), name: z.string(), price: z.number(), currency: z.string() });

const PRODUCTS: readonly z.output<typeof productSchema>[] = [
  { id: 'p1', name: 'Cafetera Pro', price: 129.99, currency: 'USD' },
  { id: 'p2', name: 'Molino Manual', price: 49.5, currency: 'USD' },
  { id: 'p3', name: 'Tetera de Cristal', price: 34, currency: 'USD' },
];

@Controller('products')
export class ProductsController {
  @Get()
  @DescribeGuarded([], z.array(productSchema))
  list() {
    return PRODUCTS;
  }
}
