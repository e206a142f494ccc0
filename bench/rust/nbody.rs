//! Five bodies pull at each other: floating point on structs in an array.

use std::f64::consts::PI;

const SOLAR_MASS: f64 = 4.0 * PI * PI;
const DAYS: f64 = 365.24;

#[derive(Clone, Copy)]
struct Body {
    x: [f64; 3],
    v: [f64; 3],
    mass: f64,
}

const BODIES: [Body; 5] = [
    Body { x: [0.0; 3], v: [0.0; 3], mass: SOLAR_MASS },
    Body {
        x: [4.84143144246472090e+00, -1.16032004402742839e+00, -1.03622044471123109e-01],
        v: [1.66007664274403694e-03 * DAYS, 7.69901118419740425e-03 * DAYS, -6.90460016972063023e-05 * DAYS],
        mass: 9.54791938424326609e-04 * SOLAR_MASS,
    },
    Body {
        x: [8.34336671824457987e+00, 4.12479856412430479e+00, -4.03523417114321381e-01],
        v: [-2.76742510726411899e-03 * DAYS, 4.99852801234917238e-03 * DAYS, 2.30417297573763929e-05 * DAYS],
        mass: 2.85885980666130812e-04 * SOLAR_MASS,
    },
    Body {
        x: [1.28943695621391310e+01, -1.51111514016986312e+01, -2.23307578892655734e-01],
        v: [2.96460137564761618e-03 * DAYS, 2.37847173959480950e-03 * DAYS, -2.96589568540237556e-05 * DAYS],
        mass: 4.36624404335156298e-05 * SOLAR_MASS,
    },
    Body {
        x: [1.53796971148509165e+01, -2.59193146099879641e+01, 1.79258772950371181e-01],
        v: [2.68067772490389322e-03 * DAYS, 1.62824170038242295e-03 * DAYS, -9.51592254519715870e-05 * DAYS],
        mass: 5.15138902046611451e-05 * SOLAR_MASS,
    },
];

fn energy(bodies: &[Body]) -> f64 {
    let mut sum = 0.0;
    for (i, b) in bodies.iter().enumerate() {
        sum += 0.5 * b.mass * (b.v[0] * b.v[0] + b.v[1] * b.v[1] + b.v[2] * b.v[2]);
        for other in &bodies[i + 1..] {
            let mut square = 0.0;
            for k in 0..3 {
                let d = b.x[k] - other.x[k];
                square += d * d;
            }
            sum -= b.mass * other.mass / square.sqrt();
        }
    }
    sum
}

fn advance(bodies: &mut [Body], dt: f64) {
    for i in 0..bodies.len() {
        let (before, after) = bodies.split_at_mut(i + 1);
        let a = &mut before[i];
        for b in after {
            let (dx, dy, dz) = (a.x[0] - b.x[0], a.x[1] - b.x[1], a.x[2] - b.x[2]);
            let square = dx * dx + dy * dy + dz * dz;
            let pull = dt / (square * square.sqrt());
            let (pull_a, pull_b) = (a.mass * pull, b.mass * pull);
            a.v[0] -= dx * pull_b;
            a.v[1] -= dy * pull_b;
            a.v[2] -= dz * pull_b;
            b.v[0] += dx * pull_a;
            b.v[1] += dy * pull_a;
            b.v[2] += dz * pull_a;
        }
    }
    for body in bodies {
        for k in 0..3 {
            body.x[k] += dt * body.v[k];
        }
    }
}

fn main() {
    let steps: u32 = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(200_000);
    let mut bodies = BODIES;
    let mut momentum = [0.0; 3];
    for body in &bodies {
        for k in 0..3 {
            momentum[k] += body.v[k] * body.mass;
        }
    }
    for k in 0..3 {
        bodies[0].v[k] = -momentum[k] / SOLAR_MASS;
    }
    println!("{:.9}", energy(&bodies));
    for _ in 0..steps {
        advance(&mut bodies, 0.01);
    }
    println!("{:.9}", energy(&bodies));
}
