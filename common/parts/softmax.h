/* The softmax classifier (multinomial logistic regression): its loss on samples, and the gradient
 * of the loss.
 *
 * For a sample x (a bias 1 is appended to its features) class c gets the score z_c = sum_f x_f w_fc
 * and the probability p_c = exp(z_c) / sum_k exp(z_k). The loss of a sample with label y is
 * -log p_y; its gradient by w_fc is x_f (p_c - [c = y]). (Bishop, Pattern Recognition and Machine
 * Learning, 2006, section 4.3.4.)
 *
 * weights and gradient: [features + 1][classes] doubles, the last row for the bias. No
 * communication: any rank may call (out of memory, it aborts all ranks). Sums are formed sample by
 * sample in one fixed order, whatever the length of the processor's vectors.
 */
#ifndef MPILAB_SOFTMAX_H
#define MPILAB_SOFTMAX_H

#include "common/parts/samples.h"

enum { SOFTMAX_MAX_CLASSES = 12 };

/* Returns the MEAN of the loss over the shard, and puts the MEAN of the gradient into gradient, as
 * the frameworks of machine learning do. Both are 0 for a shard without samples. */
double softmax_gradient(const samples *shard, const double weights[], double gradient[]);

/* The number of the shard's samples that are classified correctly: their own label has the highest
 * score. */
int64_t softmax_count_right(const samples *shard, const double weights[]);

#endif
