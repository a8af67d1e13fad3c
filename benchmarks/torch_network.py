"""The reference network 64-64-64-10 in PyTorch, with the loop of its tutorials."""

import torch
from torch.utils.data import DataLoader, TensorDataset


class Network:
    """The network, its optimizer and its loop.

    Args:
        learning_rate: Of Adam.
    """

    def __init__(self, learning_rate):
        self.layers = torch.nn.Sequential(
            torch.nn.Linear(64, 64),
            torch.nn.ReLU(),
            torch.nn.Linear(64, 64),
            torch.nn.ReLU(),
            torch.nn.Linear(64, 10),
        )
        self.optimizer = torch.optim.Adam(self.layers.parameters(), learning_rate)
        self.loss = torch.nn.CrossEntropyLoss()

    def fit(self, x, y, epochs, batch_size, validation_data):
        """Train and evaluate after each epoch; return the last validation metrics."""
        data = TensorDataset(torch.from_numpy(x), torch.from_numpy(y))
        batches = DataLoader(data, batch_size, shuffle=True)
        x_val, y_val = (torch.from_numpy(array) for array in validation_data)
        for _ in range(epochs):
            for x_batch, y_batch in batches:
                self.optimizer.zero_grad()
                loss = self.loss(self.layers(x_batch), y_batch)
                loss.backward()
                self.optimizer.step()
            with torch.no_grad():
                logits = self.layers(x_val)
                loss = self.loss(logits, y_val).item()
                accuracy = (logits.argmax(dim=1) == y_val).float().mean().item()
        return loss, accuracy
