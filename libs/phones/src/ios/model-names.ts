import { IPHONE_MODELS } from '@holdfast/contracts/sources';

/** The name of a model by the `ProductType` of lockdown, else what the phone calls itself. */
export const modelName = (productType: string): string =>
  Object.hasOwn(IPHONE_MODELS, productType) ? (IPHONE_MODELS[productType] ?? productType) : productType;
