// The division of magnitudes: *x becomes the remainder of truncated division by y. Returns the last bits of the
// quotient, at least three. Both are finite and positive (x may be zero).
unsigned int __cw_divide_magnitudes(double *x, double y);
