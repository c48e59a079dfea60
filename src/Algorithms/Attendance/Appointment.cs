namespace BookedBarber.Algorithms.Attendance;

/// <summary>One appointment as far as attendance is concerned.</summary>
/// <param name="Client">Number of the client, the same for all of one client's appointments; below 0 where it is not known.</param>
/// <param name="Booked">Local time at which it was booked; <see langword="null"/> where it is not known.</param>
/// <param name="Start">Local time at which it begins; midnight where only the day is known.</param>
/// <param name="Missed">Whether the client stayed away; <see langword="null"/> where that is not known yet.</param>
/// <param name="Values">What else is known, in the order of the caller's columns; <see cref="double.NaN"/> where a value is not.</param>
public sealed record Appointment(int Client, DateTime? Booked, DateTime Start, bool? Missed, IReadOnlyList<double> Values);
