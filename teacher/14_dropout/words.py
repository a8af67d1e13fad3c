"""Words of the exercises of lab 14, and answers that do not heed them."""

WORDS = [
    (
        "14-dropout",
        "dropped",
        "lambda x, rate, training, generator: x * (generator.random(x.shape) < rate) / rate if training else x",
    ),
    (
        "14-dropout",
        "divides what is kept by $1-p$",
        "lambda x, rate, training, generator: x * (generator.random(x.shape) >= rate) if training else x",
    ),
    (
        "14-dropout",
        "divides what is kept by $1-p$",
        """def answer(x, rate, training, generator):
    mask = generator.random(x.shape) >= rate
    return x * mask / mask.mean() if training else x
""",
    ),
    (
        "14-dropout",
        "`training=false`",
        "lambda x, rate, training, generator: x * (generator.random(x.shape) >= rate) / (1 - rate)",
    ),
    (
        "14-dropout",
        "draw the mask",
        "lambda x, rate, training, generator: np.repeat(generator.random((len(x), x.shape[1] // 2)) >= rate, 2, axis=1) * x / (1 - rate) if training else x",
    ),
    (
        "14-dropout",
        "draw the mask",
        "lambda x, rate, training, generator: (generator.random(x.shape[1]) >= rate) * x / (1 - rate) if training else x",
    ),
    (
        "14-dropout",
        "draw the mask",
        """def answer(x, rate, training, generator):
    mask = np.ones(x.size)
    mask[generator.permutation(x.size)[: round(rate * x.size)]] = 0
    mask = np.array([generator.permutation(np.arange(x.shape[1]) >= rate * x.shape[1]) for _ in x])
    return x * mask / (1 - rate) if training else x
""",
    ),
    (
        "14-dropout",
        "generator.random(...)",
        "lambda x, rate, training, generator: x * (np.random.random(x.shape) >= rate) / (1 - rate) if training else x",
    ),
    (
        "14-backward",
        "the dropout rate",
        "lambda gradient, mask, rate: gradient * mask",
    ),
    (
        "14-backward",
        "1 where kept",
        "lambda gradient, mask, rate: gradient * (1 - mask) / (1 - rate)",
    ),
    (
        "14-ensemble",
        "with its probability",
        "lambda outputs, masks, rate: outputs.mean(axis=0)",
    ),
    (
        "14-ensemble",
        "1 where a unit is kept",
        "lambda outputs, masks, rate: np.where(masks == 1, rate, 1 - rate).prod(axis=1) @ outputs",
    ),
    (
        "14-ensemble",
        "in no particular order",
        "lambda outputs, masks, rate: ((1 - rate) ** np.array([bin(i).count('1') for i in range(len(masks))]) * rate ** np.array([masks.shape[1] - bin(i).count('1') for i in range(len(masks))])) @ outputs",
    ),
    (
        "14-ensemble",
        "its probability",
        "lambda outputs, masks, rate: (1 - rate) ** masks.sum(axis=1) @ outputs",
    ),
]
