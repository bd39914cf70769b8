using InteRec.Numerics;
using Shouldly;
using Xunit;

namespace InteRec.Tests.Numerics;

/// <summary>Lengths are those of padded rows: none, one register, an odd number of registers, many.</summary>
public class VectorMathTests
{
    private const double Tolerance = 1e-3;

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(48)]
    [InlineData(208)]
    public void Products_are_those_of_the_definition(int length)
    {
        float[] a = Reference.Random(1, length),
            b = Reference.Random(2, length),
            w = Reference.Random(3, length);
        float[] c = Reference.Random(4, length),
            d = Reference.Random(5, length);

        ((double)VectorMath.Dot(a, b)).ShouldBe(Dot(a, b), Tolerance);
        ((double)VectorMath.WeightedDot(a, b, w)).ShouldBe(Enumerable.Range(0, length).Sum(k => (double)a[k] * b[k] * w[k]), Tolerance);
        var four = VectorMath.Dot4(w, a, b, c, d);
        ((double)four.A).ShouldBe(Dot(w, a), Tolerance);
        ((double)four.B).ShouldBe(Dot(w, b), Tolerance);
        ((double)four.C).ShouldBe(Dot(w, c), Tolerance);
        ((double)four.D).ShouldBe(Dot(w, d), Tolerance);
    }

    [Fact]
    public void A_product_over_an_odd_number_of_registers_has_all_of_them()
    {
        var length = 3 * System.Numerics.Vector<float>.Count;
        VectorMath.Dot([.. Enumerable.Repeat(1f, length)], [.. Enumerable.Repeat(2f, length)]).ShouldBe(2f * length);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(80)]
    public void Sums_are_those_of_the_definition(int length)
    {
        float[] y = Reference.Random(1, length),
            a = Reference.Random(2, length),
            b = Reference.Random(3, length);
        float[] c = Reference.Random(4, length),
            d = Reference.Random(5, length);
        float[] one = [.. y],
            four = [.. y];

        VectorMath.AddScaled(one, -1.5f, a);
        VectorMath.AddScaled4(four, (2, -3, 0.5f, 7), a, b, c, d);

        for (var k = 0; k < length; k++)
        {
            ((double)one[k]).ShouldBe(y[k] - (1.5 * a[k]), Tolerance);
            ((double)four[k]).ShouldBe(y[k] + (2.0 * a[k]) - (3.0 * b[k]) + (0.5 * c[k]) + (7.0 * d[k]), Tolerance);
        }
    }

    [Fact]
    public void What_is_no_number_is_not_lost_in_a_product()
    {
        var a = new float[32];
        a[31] = float.NaN;

        VectorMath.Dot(a, new float[32]).ShouldBe(float.NaN);
        VectorMath.WeightedDot(a, new float[32], new float[32]).ShouldBe(float.NaN);
    }

    [Theory]
    [InlineData(1, 16)]
    [InlineData(16, 16)]
    [InlineData(17, 32)]
    public void Rows_of_factors_are_padded_with_zeros_and_kept_apart(int dimensions, int stride)
    {
        var matrix = new FactorMatrix(3, dimensions);
        matrix.Vector(1).Fill(2);

        (matrix.Rows, matrix.Dimensions, matrix.Stride, FactorMatrix.StrideOf(dimensions)).ShouldBe((3, dimensions, stride, stride));
        matrix.Row(1).ToArray().ShouldBe([.. Enumerable.Repeat(2f, dimensions), .. new float[stride - dimensions]]);
        (matrix.IsZero(0), matrix.IsZero(1), matrix.IsZero(2)).ShouldBe((true, false, true));
        matrix.Data.ToArray().Sum().ShouldBe(2f * dimensions);
    }

    [Fact]
    public void Factors_without_dimensions_are_refused_and_those_without_rows_are_not()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new FactorMatrix(1, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new FactorMatrix(-1, 2));
        new FactorMatrix(0, 4).Data.Length.ShouldBe(0);
    }

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
