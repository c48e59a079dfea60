namespace BookedBarber.Algorithms.Pricing;

/// <summary>What one item sold in one shop in one period, at which price and under which circumstances.</summary>
/// <param name="Shop">Number of the shop, from 0.</param>
/// <param name="Item">Number of the item, from 0.</param>
/// <param name="Period">Number of the period, such as a week; later is larger.</param>
/// <param name="Price">Price per unit, above 0.</param>
/// <param name="Units">Units sold, above 0; <see cref="double.NaN"/> where they are to be told.</param>
/// <param name="Circumstances">Promotions and other prices, in the order of the caller's columns; finite.</param>
public sealed record PriceObservation(int Shop, int Item, int Period, double Price, double Units, double[] Circumstances);
