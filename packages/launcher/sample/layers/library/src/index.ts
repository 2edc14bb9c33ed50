/** The version of the contract that this library speaks. */
export const contractVersion = 3;
