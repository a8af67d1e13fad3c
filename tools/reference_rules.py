"""What the reference page says that no code says: each rule in its authors' own words.

A `Form` holds a formula twice: as LaTeX, for readers, and as Python, for the tests,
which run it on random numbers and hold it to the package's function, and to Keras.
Everything else on the page (defaults, sources, tests) is read off the code.
"""

import dataclasses


@dataclasses.dataclass(frozen=True)
class Form:
    """One way to write a rule.

    Attributes:
        who: "Lecture", a paper, or a class of Keras.
        latex: The formula, without dollar signs; empty if there is none.
        code: The formula in Python; changes the names it is run with.
        call: The package's way to the same result, with the names as they were before.
        gives: What `call` returns, in the names as they are after `code`.
        given: Numbers that hold for this comparison only.
        keras: Keras's own computation: an optimizer, if `start` is set, or a value.
        start: What the state is before the first step, for an optimizer.
        note: One remark.
    """

    who: str
    latex: str = ""
    code: str = ""
    call: str = ""
    gives: str = "w"
    given: dict = dataclasses.field(default_factory=dict)
    keras: str = ""
    start: dict | None = None
    note: str = ""


@dataclasses.dataclass(frozen=True)
class Rule:
    """A rule of the labs.

    Attributes:
        title: Its name.
        lab: Number of the lab that derives it.
        functions: Names in the package, the one in Keras's form first.
        forms: As different people write it.
        defaults: Class of Keras, and names of arguments; a pair (Keras's, ours) where
            they differ, and ours is None if the package has no such argument.
        tests: Tests that hold it to Keras, as file::test.
    """

    title: str
    lab: int
    functions: tuple
    forms: tuple
    defaults: tuple = ()
    tests: tuple = ()


_STEPS = "test_optimizers.py::test_fifty_steps_of_every_rule_equal_keras"
_EXACT = "test_optimizers_lecture.py::test_fifty_steps_equal_keras_to_double_precision"
_DECAY = "test_optimizers_decay.py::test_fifty_steps_with_decay_equal_keras"
_SCHEDULES = "test_optimizers_schedules.py::test_a_schedule_equals_keras_at_every_step"
_BENDS = (
    "test_layers_activations.py::"
    "test_an_activation_equals_that_of_keras_and_its_slope_the_tape"
)
_BATCHES = (
    "test_layers_batch_normalization.py::"
    "test_training_and_inference_equal_keras_over_many_steps"
)
_PENALTIES = (
    "test_layers_penalties.py::"
    "test_both_penalties_equal_those_of_keras_with_half_the_strength_for_l2"
)
_ADAM_MOMENTS = "m = b1 * m + (1 - b1) * g; v = b2 * v + (1 - b2) * g**2; "

DESCENT = (
    Rule(
        "Plain gradient descent",
        4,
        ("optimizers.sgd_step",),
        (
            Form(
                "Lecture",
                r"w \leftarrow w - \eta g",
                "w = w - eta * g",
                "optimizers.sgd_step(w, g, eta)",
                note="One slide leaves out the learning rate.",
            ),
            Form(
                "Robbins and Monro 1951",
                r"x_{n+1} = x_n + a_n (\alpha - y_n)",
                "w = w + eta * (0 - g)",
                "optimizers.sgd_step(w, g, eta)",
                note=r"Finds where $y$ is $\alpha$ on average: with the gradient for "
                r"$y$ and $\alpha = 0$, a minimum. $a_n$ falls like $1/n$.",
            ),
            Form(
                "`keras.optimizers.SGD`",
                r"w \leftarrow w - \eta g",
                "w = w - eta * g",
                "optimizers.sgd_step(w, g, eta)",
                keras="keras.optimizers.SGD(eta)",
                start={},
            ),
        ),
        ("optimizers.SGD", "learning_rate", ("momentum", None)),
        (_STEPS,),
    ),
    Rule(
        "Momentum, first form: a sum of steps",
        6,
        ("optimizers.momentum_step",),
        (
            Form(
                "Lecture",
                r"v \leftarrow \lambda v - \eta g,\quad "
                r"\theta \leftarrow \theta + v",
                "v = beta * v - eta * g; w = w + v",
                "optimizers.momentum_step(w, v, g, eta, beta)",
                "w, v",
                note=r"Calls $v$ the movement; $\lambda$ is Keras's `momentum`.",
            ),
            Form(
                "Polyak 1964",
                r"x_{k+1} = x_k - \alpha g + \beta (x_k - x_{k-1})",
                "w, old = w - eta * g + beta * (w - old), w",
                "optimizers.momentum_step(w, w - old, g, eta, beta)",
                "w, w - old",
                note="The heavy ball. The velocity is the last movement.",
            ),
            Form(
                "`keras.optimizers.SGD(momentum=...)`",
                r"v \leftarrow \beta v - \eta g,\quad w \leftarrow w + v",
                "v = beta * v - eta * g; w = w + v",
                "optimizers.momentum_step(w, v, g, eta, beta)",
                "w, v",
                keras="keras.optimizers.SGD(eta, momentum=beta)",
                start={"v": 0},
            ),
        ),
        ("optimizers.SGD", "learning_rate", "momentum"),
        (_STEPS,),
    ),
    Rule(
        "Momentum, second form: an average of gradients",
        6,
        ("optimizers.averaged_momentum_step",),
        (
            Form(
                "Lecture",
                r"v \leftarrow \beta v + (1-\beta) dW,\quad "
                r"W \leftarrow W - \alpha v",
                "v = beta * v + (1 - beta) * g; w = w - eta * v",
                "optimizers.averaged_momentum_step(w, v, g, eta, beta)",
                "w, v",
            ),
            Form(
                "`keras.optimizers.SGD(momentum=...)`",
                r"v \leftarrow \beta v - \alpha(1-\beta) g,\quad w \leftarrow w + v",
                "v = beta * v - eta * (1 - beta) * g; w = w + v",
                "optimizers.averaged_momentum_step(w, -v / eta, g, eta, beta)",
                "w, -v / eta",
                keras="keras.optimizers.SGD(eta * (1 - beta), momentum=beta)",
                start={"v": 0},
                note=r"Keras has the first form only: the same path at the rate "
                r"$\alpha(1-\beta)$. Adam's first moment is an average of this kind.",
            ),
        ),
        (),
        (
            "test_optimizers.py::"
            "test_both_forms_of_momentum_take_the_same_path_at_the_matching_rate",
        ),
    ),
    Rule(
        "Nesterov momentum",
        6,
        ("optimizers.nesterov_step",),
        (
            Form("Lecture", note="Does not have it."),
            Form(
                "Sutskever et al. 2013, after Nesterov 1983",
                r"v \leftarrow \mu v - \eta g(\theta + \mu v),\quad "
                r"\theta \leftarrow \theta + v",
                "v = beta * v - eta * g; w = w + v",
                "optimizers.nesterov_step(w + beta * v, v, g, eta, beta)",
                "w + beta * v, v",
                note=r"$g(\theta + \mu v)$ is the gradient one movement ahead.",
            ),
            Form(
                "`keras.optimizers.SGD(nesterov=True)`",
                r"v \leftarrow \beta v - \eta g,\quad "
                r"w \leftarrow w + \beta v - \eta g",
                "v = beta * v - eta * g; w = w + beta * v - eta * g",
                "optimizers.nesterov_step(w, v, g, eta, beta)",
                "w, v",
                keras="keras.optimizers.SGD(eta, momentum=beta, nesterov=True)",
                start={"v": 0},
                note=r"Stores the point ahead, $\theta + \mu v$, as $w$.",
            ),
        ),
        ("optimizers.SGD", "learning_rate", "momentum", ("nesterov", None)),
        (_STEPS,),
    ),
    Rule(
        "Adagrad",
        9,
        ("optimizers.adagrad_step", "optimizers.lecture_adagrad_step"),
        (
            Form(
                "Lecture",
                r"w \leftarrow w - \frac{\eta_t}{\sigma_t} g_t,\quad "
                r"\eta_t = \frac{\eta}{\sqrt{t+1}},\quad "
                r"\sigma_t = \sqrt{\frac{1}{t+1} \sum_{i=0}^{t} g_i^2}",
                "s = ((t - 1) * s + g**2) / t; "
                "w = w - eta / np.sqrt(t) * g / np.sqrt(s)",
                "optimizers.lecture_adagrad_step(w, s, t, g, eta)",
                "w, s",
                note=r"No $\varepsilon$; our `step` is the lecture's $t + 1$. "
                r"$\sqrt{t+1}$ cancels.",
            ),
            Form(
                "Duchi et al. 2011, diagonal",
                r"s \leftarrow s + g^2,\quad "
                r"x \leftarrow x - \eta \frac{g}{\delta + \sqrt{s}}",
                "s = s + g**2; w = w - eta * g / (delta + np.sqrt(s))",
                "optimizers.adagrad_step(w, s, g, eta, epsilon=0)",
                "w, s",
                given={"delta": 0},
                note=r"Ours has no $\delta$ outside the root: $\delta = 0$.",
            ),
            Form(
                "`keras.optimizers.Adagrad`",
                r"s \leftarrow s + g^2,\quad "
                r"w \leftarrow w - \eta \frac{g}{\sqrt{s + \varepsilon}}",
                "s = s + g**2; w = w - eta * g / np.sqrt(s + eps)",
                "optimizers.adagrad_step(w, s, g, eta, eps)",
                "w, s",
                keras="keras.optimizers.Adagrad(eta, epsilon=eps)",
                start={"s": 0.1},
                note=r"$s$ starts at `initial_accumulator_value`, not at 0; "
                r"$\varepsilon$ inside the root.",
            ),
        ),
        (
            "optimizers.Adagrad",
            "learning_rate",
            "epsilon",
            ("initial_accumulator_value", None),
        ),
        (_STEPS, _EXACT),
    ),
    Rule(
        "RMSProp",
        9,
        (
            "optimizers.rmsprop_step",
            "optimizers.lecture_rmsprop_step",
            "optimizers.lecture_second_rmsprop_step",
        ),
        (
            Form(
                "Lecture, first form",
                r"\sigma_0 = g_0,\quad "
                r"\sigma_t = \sqrt{\alpha \sigma_{t-1}^2 + (1-\alpha) g_t^2},\quad "
                r"w \leftarrow w - \frac{\eta}{\sigma_t} g_t",
                "s = np.sqrt(rho * s**2 + (1 - rho) * g**2); w = w - eta * g / s",
                "optimizers.lecture_rmsprop_step(w, s, t, g, eta, rho)",
                "w, s",
                note=r"$\sigma_0$ must be $\lvert g_0 \rvert$, or a negative gradient "
                "would be followed uphill.",
            ),
            Form(
                "Lecture, second form",
                r"s \leftarrow \beta s + (1-\beta) dW^2,\quad "
                r"W \leftarrow W - \alpha \frac{dW}{\sqrt{s} + \varepsilon}",
                "s = rho * s + (1 - rho) * g**2; w = w - eta * g / (np.sqrt(s) + eps)",
                "optimizers.lecture_second_rmsprop_step(w, s, g, eta, rho, eps)",
                "w, s",
                note=r"$s$ starts at 0; $\varepsilon$ outside the root.",
            ),
            Form(
                "Tieleman and Hinton 2012",
                r"s \leftarrow 0.9 s + 0.1 g^2,\quad "
                r"w \leftarrow w - \eta \frac{g}{\sqrt{s}}",
                "s = 0.9 * s + 0.1 * g**2; w = w - eta * g / np.sqrt(s)",
                "optimizers.rmsprop_step(w, s, g, eta, rho=0.9, epsilon=0)",
                "w, s",
                note="A slide of a course, not a paper.",
            ),
            Form(
                "`keras.optimizers.RMSprop`",
                r"s \leftarrow \rho s + (1-\rho) g^2,\quad "
                r"w \leftarrow w - \eta \frac{g}{\sqrt{s + \varepsilon}}",
                "s = rho * s + (1 - rho) * g**2; w = w - eta * g / np.sqrt(s + eps)",
                "optimizers.rmsprop_step(w, s, g, eta, rho, eps)",
                "w, s",
                keras="keras.optimizers.RMSprop(eta, rho=rho, epsilon=eps)",
                start={"s": 0},
                note=r"$s$ starts at 0; $\varepsilon$ inside the root.",
            ),
        ),
        ("optimizers.RMSprop", "learning_rate", "rho", "epsilon", ("momentum", None)),
        (_STEPS, _EXACT),
    ),
    Rule(
        "Adam",
        9,
        ("optimizers.adam_step", "optimizers.lecture_adam_step"),
        (
            Form(
                "Lecture; Kingma and Ba 2015, algorithm 1",
                r"m \leftarrow \beta_1 m + (1-\beta_1) g,\quad "
                r"v \leftarrow \beta_2 v + (1-\beta_2) g^2,\quad "
                r"\hat m = \frac{m}{1-\beta_1^t},\quad "
                r"\hat v = \frac{v}{1-\beta_2^t},\quad "
                r"\theta \leftarrow \theta - \alpha "
                r"\frac{\hat m}{\sqrt{\hat v} + \varepsilon}",
                _ADAM_MOMENTS
                + "w = w - eta * m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) + eps)",
                "optimizers.lecture_adam_step(w, m, v, t, g, eta, b1, b2, eps)",
                "w, m, v",
                note=r"$\alpha = 0.001$, $\beta_1 = 0.9$, $\beta_2 = 0.999$, "
                r"$\varepsilon = 10^{-8}$.",
            ),
            Form(
                "Kingma and Ba 2015, end of section 2; `keras.optimizers.Adam`",
                r"\alpha_t = \alpha \frac{\sqrt{1-\beta_2^t}}{1-\beta_1^t},\quad "
                r"\theta \leftarrow \theta - \alpha_t "
                r"\frac{m}{\sqrt{v} + \hat\varepsilon}",
                _ADAM_MOMENTS + "rate = eta * np.sqrt(1 - b2**t) / (1 - b1**t); "
                "w = w - rate * m / (np.sqrt(v) + eps)",
                "optimizers.adam_step(w, m, v, t, g, eta, b1, b2, eps)",
                "w, m, v",
                keras="keras.optimizers.Adam(eta, b1, b2, eps)",
                start={"m": 0, "v": 0},
                note=r"$\hat\varepsilon$ stands beside the uncorrected root: in "
                r"algorithm 1 it is $\hat\varepsilon / \sqrt{1-\beta_2^t}$.",
            ),
        ),
        ("optimizers.Adam", "learning_rate", "beta_1", "beta_2", "epsilon"),
        (_STEPS, _EXACT),
    ),
    Rule(
        "AdamW",
        13,
        ("optimizers.adamw_step",),
        (
            Form("Lecture", note="Does not have it."),
            Form(
                "Loshchilov and Hutter 2019, algorithm 2",
                r"\theta \leftarrow \theta - \eta_t \left( \alpha "
                r"\frac{\hat m}{\sqrt{\hat v} + \varepsilon} + \lambda \theta \right)",
                _ADAM_MOMENTS + "step = m / (1 - b1**t) / (np.sqrt(v / (1 - b2**t)) "
                "+ eps); w = w - (eta * step + strength * w)",
                "optimizers.adamw_step(w, m, v, t, g, eta, b1, b2, "
                "eps * (1 - b2**t) ** 0.5, strength / eta)",
                "w, m, v",
                note=r"Moments as in Adam. The decay $\lambda$ is not multiplied by "
                r"the rate $\alpha$, only by a schedule $\eta_t$ (here 1).",
            ),
            Form(
                "`keras.optimizers.AdamW`",
                r"w \leftarrow (1 - \alpha\lambda) w,\quad "
                r"\text{then a step of Adam}",
                "w = w - eta * strength * w; "
                + _ADAM_MOMENTS
                + "rate = eta * np.sqrt(1 - b2**t) / (1 - b1**t); "
                "w = w - rate * m / (np.sqrt(v) + eps)",
                "optimizers.adamw_step(w, m, v, t, g, eta, b1, b2, eps, strength)",
                "w, m, v",
                keras="keras.optimizers.AdamW(eta, strength, b1, b2, eps)",
                start={"m": 0, "v": 0},
                note="The decay is multiplied by the learning rate. Biases decay, "
                "too, unless `exclude_from_weight_decay` names them.",
            ),
        ),
        (
            "optimizers.AdamW",
            "learning_rate",
            "beta_1",
            "beta_2",
            "epsilon",
            "weight_decay",
        ),
        (_STEPS,),
    ),
)

PENALTIES = (
    Rule(
        "L2 penalty",
        13,
        ("layers.l2_penalty", "layers.l2_gradient"),
        (
            Form(
                "Lecture",
                r"L' = L + \frac{\lambda}{2} \lVert \theta \rVert_2,\quad "
                r"\nabla L' = \nabla L + \lambda \theta",
                "penalty, slope = strength / 2 * np.sum(w**2), strength * w",
                "layers.l2_penalty(w, strength), layers.l2_gradient(w, strength)",
                "penalty, slope",
                note="The gradient belongs to the *squared* norm, which is meant.",
            ),
            Form(
                "Krogh and Hertz 1991",
                r"E = E_0 + \frac{\lambda}{2} \sum_i w_i^2",
                "penalty = strength / 2 * (w**2).sum()",
                "layers.l2_penalty(w, strength)",
                "penalty",
            ),
            Form(
                "`keras.regularizers.L2`",
                r"L' = L + l_2 \sum_i w_i^2",
                "penalty = l2 * np.sum(w**2)",
                "layers.l2_penalty(w, 2 * l2)",
                "penalty",
                keras="keras.regularizers.L2(l2)(keras.ops.convert_to_tensor(w))",
                note=r"Without the half: $l_2 = \lambda / 2$.",
            ),
        ),
        ("regularizers.L2", ("l2", None)),
        (_PENALTIES,),
    ),
    Rule(
        "L1 penalty",
        13,
        ("layers.l1_penalty", "layers.l1_gradient", "layers.soft_threshold"),
        (
            Form(
                "Lecture",
                r"L' = L + \lambda \lVert \theta \rVert_1,\quad "
                r"w \leftarrow w - \eta\lambda \mathrm{sgn}(w) - \eta g",
                "w = w - eta * strength * np.sign(w) - eta * g",
                "w - eta * (g + layers.l1_gradient(w, strength))",
                note="Such steps jump over zero and never land on it.",
            ),
            Form(
                "Tibshirani 1996 (lasso); Donoho 1995 (soft threshold)",
                r"w \leftarrow \mathrm{sgn}(w) "
                r"\max(\lvert w \rvert - \eta\lambda,\ 0)",
                "w = np.sign(w) * np.maximum(np.abs(w) - eta * strength, 0)",
                "layers.soft_threshold(w, eta * strength)",
                note="The exact step of the penalty: it makes zeros.",
            ),
            Form(
                "`keras.regularizers.L1`",
                r"L' = L + l_1 \sum_i \lvert w_i \rvert",
                "penalty = l1 * np.sum(np.abs(w))",
                "layers.l1_penalty(w, l1)",
                "penalty",
                keras="keras.regularizers.L1(l1)(keras.ops.convert_to_tensor(w))",
                note=r"$l_1 = \lambda$. Its steps are the lecture's.",
            ),
        ),
        ("regularizers.L1", ("l1", None)),
        (_PENALTIES,),
    ),
    Rule(
        "Weight decay",
        13,
        ("optimizers.sgd_decay_step", "optimizers.momentum_decay_step"),
        (
            Form(
                "Lecture",
                r"w \leftarrow (1 - \eta\lambda) w - \eta g",
                "w = (1 - eta * strength) * w - eta * g",
                "optimizers.sgd_decay_step(w, g, eta, strength)",
                note="For plain descent the same as the L2 penalty; for momentum and "
                "Adam it is not.",
            ),
            Form(
                "Loshchilov and Hutter 2019, algorithm 1",
                r"m \leftarrow \beta m + \alpha g,\quad "
                r"\theta \leftarrow \theta - m - \lambda \theta",
                "m = beta * m + eta * g; w = w - m - strength * w",
                "optimizers.momentum_decay_step(w, -m, g, eta, beta, strength / eta)",
                "w, -m",
                note=r"A schedule, not the rate, multiplies the decay.",
            ),
            Form(
                "`keras.optimizers.SGD(weight_decay=...)`",
                r"w \leftarrow (1 - \eta\lambda) w,\quad \text{then the step}",
                "w = w - eta * strength * w; v = beta * v - eta * g; w = w + v",
                "optimizers.momentum_decay_step(w, v, g, eta, beta, strength)",
                "w, v",
                keras="keras.optimizers.SGD(eta, momentum=beta, weight_decay=strength)",
                start={"v": 0},
                note="Biases decay, too, unless `exclude_from_weight_decay` names "
                "them.",
            ),
        ),
        ("optimizers.SGD", "weight_decay"),
        (_DECAY,),
    ),
)


def _schedule(title, functions, *forms, tests=(_SCHEDULES,)):
    return Rule(title, 8, functions, forms, (), tests)


SCHEDULES = (
    _schedule(
        "Step decay",
        ("optimizers.step_decay", "optimizers.piecewise_decay"),
        Form(
            "Lecture",
            r"\text{every few epochs: } \eta \leftarrow \eta \cdot \text{factor}",
            "rate = eta\nfor _ in range(t // k): rate = rate * f",
            "optimizers.step_decay(t, eta, k, f)",
            "rate",
        ),
        Form(
            "`ExponentialDecay(staircase=True)`",
            r"\eta_t = \eta f^{\lfloor t / k \rfloor}",
            "rate = eta * f ** (t // k)",
            "optimizers.step_decay(t, eta, k, f)",
            "rate",
            keras="schedules.ExponentialDecay(eta, k, f, staircase=True)(t)",
            note="$t$ counts steps, not epochs.",
        ),
        Form(
            "`PiecewiseConstantDecay`",
            r"\eta_t = \text{values}_j,\quad j = \text{number of boundaries} < t",
            "rate = [eta, eta / 3, eta / 9][(t > k) + (t > 2 * k)]",
            "optimizers.piecewise_decay(t, [k, 2 * k], [eta, eta / 3, eta / 9])",
            "rate",
            keras="schedules.PiecewiseConstantDecay("
            "[k, 2 * k], [eta, eta / 3, eta / 9])(t)",
            note="The step at a boundary still has the old rate.",
        ),
    ),
    _schedule(
        "Inverse square root",
        ("optimizers.inverse_sqrt_decay", "optimizers.inverse_time_decay"),
        Form(
            "Lecture",
            r"\eta_t = \frac{\eta}{\sqrt{t + 1}}",
            "rate = eta / np.sqrt(t + 1)",
            "optimizers.inverse_sqrt_decay(t, eta)",
            "rate",
            note="The lecture calls it 1/t decay. Keras has no such schedule.",
        ),
        Form(
            "`InverseTimeDecay(eta, 1, 1.0)`",
            r"\eta_t = \frac{\eta}{1 + t}",
            "rate = eta / (1 + t)",
            "optimizers.inverse_time_decay(t, eta)",
            "rate",
            keras="schedules.InverseTimeDecay(eta, 1, 1.0)(t)",
            note="The true 1/t decay.",
        ),
    ),
    _schedule(
        "Exponential decay",
        ("optimizers.exponential_decay",),
        Form(
            "`ExponentialDecay`",
            r"\eta_t = \eta f^{t / k}",
            "rate = eta * f ** (t / k)",
            "optimizers.exponential_decay(t, eta, k, f)",
            "rate",
            keras="schedules.ExponentialDecay(eta, k, f)(t)",
            note="With $f > 1$ it grows: the range test of Smith 2017.",
        ),
    ),
    _schedule(
        "Cosine decay",
        ("optimizers.cosine_decay",),
        Form(
            "Loshchilov and Hutter 2017, equation 5",
            r"\eta_t = \eta_{\min} + \frac12 (\eta_{\max} - \eta_{\min}) "
            r"\left( 1 + \cos \frac{\pi T_{cur}}{T_i} \right)",
            "low = alpha * eta\n"
            "rate = low + (eta - low) * (1 + np.cos(np.pi * t / (9 * k))) / 2",
            "optimizers.cosine_decay(t, eta, 9 * k, alpha)",
            "rate",
            note="One period of the paper's warm restarts.",
        ),
        Form(
            "`CosineDecay`",
            r"\eta_t = \eta \left( \alpha + (1-\alpha) "
            r"\frac{1 + \cos(\pi \min(t, k) / k)}{2} \right)",
            "part = (1 + np.cos(np.pi * min(t, k) / k)) / 2\n"
            "rate = eta * (alpha + (1 - alpha) * part)",
            "optimizers.cosine_decay(t, eta, k, alpha)",
            "rate",
            keras="schedules.CosineDecay(eta, k, alpha)(t)",
            note=r"$\alpha$ is a fraction of the first rate.",
        ),
    ),
    _schedule(
        "Warm-up",
        ("optimizers.warmup_cosine_decay",),
        Form(
            "Goyal et al. 2017, section 2.2",
            r"\eta_t = \eta \frac{t}{k} \quad \text{for } t < k",
            "rate = eta * t / (9 * k)",
            "optimizers.warmup_cosine_decay(t, eta, 9 * k, 1)",
            "rate",
            note="There from the rate of one worker, and with step decay behind it.",
        ),
        Form(
            "`CosineDecay(0.0, k, warmup_target=eta, warmup_steps=k)`",
            r"\eta_t = \eta \frac{t}{k} \text{ for } t < k,\quad "
            r"\text{then a cosine of } t - k",
            "part = (1 + np.cos(np.pi * min(max(t - k, 0), k) / k)) / 2\n"
            "rate = eta * t / k if t < k else eta * part",
            "optimizers.warmup_cosine_decay(t, eta, k, k)",
            "rate",
            keras="schedules.CosineDecay(0.0, k, warmup_target=eta, warmup_steps=k)(t)",
        ),
    ),
)

LAYERS = (
    Rule(
        "Batch normalization, in training",
        11,
        ("layers.batchnorm_forward", "layers.batchnorm_backward"),
        (
            Form(
                "Lecture",
                r"\tilde z = \frac{z - \mu}{\sigma},\quad "
                r"\hat z = \gamma \tilde z + \beta",
                "y = gamma * (x - x.mean(axis=0)) / x.std(axis=0) + shift",
                "layers.batchnorm_forward(x, gamma, shift, epsilon=0)[0]",
                "y",
                note=r"No $\epsilon$: a constant feature divides zero by zero.",
            ),
            Form(
                "Ioffe and Szegedy 2015, algorithm 1; "
                "`keras.layers.BatchNormalization`",
                r"\hat x = \frac{x - \mu_B}{\sqrt{\sigma_B^2 + \epsilon}},\quad "
                r"y = \gamma \hat x + \beta",
                "root = np.sqrt(x.var(axis=0) + eps)\n"
                "y = gamma * (x - x.mean(axis=0)) / root + shift",
                "layers.batchnorm_forward(x, gamma, shift, eps)[0]",
                "y",
                keras="batch_normalization(x, gamma, shift, eps, training=True)",
                note=r"$\sigma_B^2$ divides by the size of the batch.",
            ),
        ),
        ("layers.BatchNormalization", "epsilon"),
        (
            _BATCHES,
            "test_layers_batch_normalization.py::"
            "test_the_backward_pass_equals_the_tape",
        ),
    ),
    Rule(
        "Batch normalization, at inference",
        11,
        ("layers.batchnorm_inference", "layers.moving_average"),
        (
            Form(
                "Lecture",
                r"\mu, \sigma \text{ of the whole training set, or moving averages}",
                "y = gamma * (x - mean) / np.sqrt(variance) + shift",
                "layers.batchnorm_inference(x, gamma, shift, mean, variance, 0)",
                "y",
            ),
            Form(
                "Ioffe and Szegedy 2015, algorithm 2",
                r"y = \gamma \frac{x - E[x]}{\sqrt{Var[x] + \epsilon}} + \beta,\quad "
                r"Var[x] = \frac{m}{m-1} E[\sigma_B^2]",
                "root = np.sqrt(k / (k - 1) * variance + eps)\n"
                "y = gamma * (x - mean) / root + shift",
                "layers.batchnorm_inference("
                "x, gamma, shift, mean, k / (k - 1) * variance, eps)",
                "y",
                note="Averages over many batches of size $m$; unbiased variance.",
            ),
            Form(
                "`keras.layers.BatchNormalization`",
                r"\bar\mu \leftarrow m \bar\mu + (1-m) \mu_B,\quad "
                r"\overline{\sigma^2} \leftarrow m \overline{\sigma^2} + (1-m) "
                r"\sigma_B^2",
                "mean = rho * mean + (1 - rho) * x.mean(axis=0)\n"
                "variance = rho * variance + (1 - rho) * x.var(axis=0)",
                "layers.moving_average(mean, x.mean(axis=0), rho), "
                "layers.moving_average(variance, x.var(axis=0), rho)",
                "mean, variance",
                note="Starts at 0 and 1; biased variance; `momentum` weighs the *old* "
                "average (PyTorch's weighs the new value).",
            ),
        ),
        ("layers.BatchNormalization", ("momentum", "momentum")),
        (_BATCHES,),
    ),
    Rule(
        "Dropout",
        14,
        ("layers.dropout_forward", "layers.dropout_backward", "layers.weight_scaled"),
        (
            Form(
                "Lecture",
                r"\text{training: } \tilde h = m \odot h,\quad "
                r"\text{test: } w \leftarrow (1-p) w",
                "x, w = mask * x, (1 - p) * w",
                "layers.dropout_forward(x, mask, p) * (1 - p), "
                "layers.weight_scaled(w, p)",
                "x, w",
                note="$p$ is the fraction dropped.",
            ),
            Form(
                "Srivastava et al. 2014, section 4",
                r"r \sim \mathrm{Bernoulli}(p),\quad \tilde y = r \odot y,\quad "
                r"\text{test: } W \leftarrow p W",
                "x, w = mask * x, keep * w",
                "layers.dropout_forward(x, mask, 1 - keep) * keep, "
                "layers.weight_scaled(w, 1 - keep)",
                "x, w",
                note="There $p$ is the fraction *kept*.",
            ),
            Form(
                "Srivastava et al. 2014, section 10; `keras.layers.Dropout`",
                r"\text{training: } \tilde h = \frac{m \odot h}{1-p},\quad "
                r"\text{test: nothing}",
                "x = mask * x / (1 - p)",
                "layers.dropout_forward(x, mask, p)",
                "x",
                note="`rate` is the fraction dropped.",
            ),
        ),
        ("layers.Dropout", ("rate", "rate")),
        (
            "test_layers_dropout.py::"
            "test_forward_and_backward_equal_keras_under_keras_own_mask",
        ),
    ),
)


def _bend(title, name, latex, code, slope, slope_code, note=""):
    """Return the rule of an activation that the lecture and Keras write alike."""
    return Rule(
        title,
        7,
        (f"layers.{name}", f"layers.{name}_derivative"),
        (
            Form(
                f"Lecture; `keras.activations.{name}`",
                latex,
                f"y = {code}",
                f"layers.{name}(z)",
                "y",
                keras=f"keras.activations.{name}(keras.ops.convert_to_tensor(z))",
                note=note,
            ),
            Form("Its slope", slope, f"y = {slope_code}",
                 f"layers.{name}_derivative(z)", "y"),
        ),
        (),
        (_BENDS,),
    )  # fmt: skip


ACTIVATIONS = (
    _bend(
        "Sigmoid",
        "sigmoid",
        r"\sigma(z) = \frac{1}{1 + e^{-z}}",
        "1 / (1 + np.exp(-z))",
        r"\sigma(z) (1 - \sigma(z)) \le \frac14",
        "1 / (1 + np.exp(-z)) * (1 - 1 / (1 + np.exp(-z)))",
    ),
    _bend(
        "Tanh",
        "tanh",
        r"\tanh z = 2 \sigma(2z) - 1",
        "2 / (1 + np.exp(-2 * z)) - 1",
        r"1 - \tanh^2 z \le 1",
        "1 - np.tanh(z) ** 2",
    ),
    _bend(
        "ReLU",
        "relu",
        r"\max(z, 0)",
        "np.maximum(z, 0)",
        r"1 \text{ where } z > 0, \text{ else } 0",
        "np.where(z > 0, 1, 0)",
    ),
    _bend(
        "ELU",
        "elu",
        r"z \text{ where } z \ge 0, \text{ else } \alpha (e^z - 1)",
        "np.where(z >= 0, z, np.exp(z) - 1)",
        r"1 \text{ where } z \ge 0, \text{ else } \alpha e^z",
        "np.where(z >= 0, 1, np.exp(z))",
        r"Clevert et al. 2016. $\alpha$ is 1 unless told.",
    ),
    Rule(
        "Maxout",
        7,
        ("layers.maxout_forward", "layers.maxout_backward", "models.Maxout"),
        (
            Form(
                "Lecture",
                r"\max(w_1 x + b_1,\ w_2 x + b_2)",
                "one, two = (x @ kernel[:, j] + bias[j] for j in (0, 1))\n"
                "y = np.maximum(one, two)",
                "layers.maxout_forward(x, kernel[:, :2], bias[:2])[0]",
                "y",
            ),
            Form(
                "Goodfellow et al. 2013, section 3",
                r"h_i(x) = \max_{j \in [1, k]} z_{ij},\quad "
                r"z_{ij} = x^\top W_{\cdot ij} + b_{ij}",
                "y = (np.einsum('ni,iku->nku', x, kernel) + bias).max(axis=1)",
                "layers.maxout_forward(x, kernel, bias)[0]",
                "y",
                note="$k$ pieces. Keras has no such layer: `models.Maxout` is ours.",
            ),
        ),
        (),
        (
            "test_models_maxout.py::"
            "test_the_layer_equals_numpy_forward_and_backward_at_any_rank",
        ),
    ),
)

_LOOP = """best, kept, wait = np.inf, 0, 0
for last, value in enumerate(curve):
    wait = wait + 1
    if value < best - delta:
        best, kept, wait = value, last, 0
    elif wait >= patience:
        break"""

STOPPING = (
    Rule(
        "Early stopping",
        12,
        ("evaluation.stopping_epochs",),
        (
            Form(
                "Lecture",
                r"\text{the epoch with the lowest validation loss}",
                "kept = np.argmin(curve)",
                "evaluation.stopping_epochs("
                "curve, len(curve), restore_best_weights=True)[1]",
                "kept",
                note="As if the whole curve were known.",
            ),
            Form(
                "Goodfellow et al. 2016, algorithm 7.1",
                r"\text{stop after } p \text{ checks in a row without improvement; }"
                r"\text{keep the best}",
                _LOOP,
                "evaluation.stopping_epochs("
                "curve, patience, restore_best_weights=True)",
                "last, kept",
                given={"delta": 0},
            ),
            Form(
                "`keras.callbacks.EarlyStopping`",
                r"\text{the same; an improvement must exceed } \delta",
                _LOOP + "\nkept = last",
                "evaluation.stopping_epochs(curve, patience, min_delta=delta)",
                "last, kept",
                note=r"$\delta$ is `min_delta`. Keeps the *last* weights unless "
                "`restore_best_weights=True`; `patience=0` acts like 1.",
            ),
        ),
        (
            "callbacks.EarlyStopping",
            "patience",
            "min_delta",
            "baseline",
            "start_from_epoch",
            "restore_best_weights",
        ),
        (
            "test_evaluation_patience.py::"
            "test_the_rule_equals_the_callback_of_keras_on_many_random_curves",
        ),
    ),
)

CHAPTERS = {
    "Rules that move the weights": DESCENT,
    "Learning rates that change": SCHEDULES,
    "Activations": ACTIVATIONS,
    "Layers that differ between training and inference": LAYERS,
    "Penalties and weight decay": PENALTIES,
    "When to stop": STOPPING,
}
